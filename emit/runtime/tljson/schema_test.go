package tljson

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// definition is a line of the schema, such as
//
//	inputPeerUser#dde8a54c user_id:long access_hash:long = InputPeer;
var definition = regexp.MustCompile(`(?m)^([\w.]+)#[0-9a-f]+ (.*)= ([\w.<>]+);$`)

// condition is the type of an optional field, such as flags.5?long.
var condition = regexp.MustCompile(`^(\w+)\.(\d+)\?(.*)$`)

// TestPlans compares the plan of each constructor and method with the text of the schema
// that gotd/td was generated from, field by field.
func TestPlans(t *testing.T) {
	s := Shared()
	results := map[string]string{} // constructor to its type
	lines := definition.FindAllStringSubmatch(readSchema(t), -1)
	for _, line := range lines {
		results[line[1]] = line[3]
	}
	compared := 0
	for _, line := range lines {
		object, ok := s.New(line[1])
		if !ok {
			t.Errorf("tg has no %s", line[1])
			continue
		}
		plan, err := s.PlanOf(reflect.TypeOf(object).Elem())
		if err != nil {
			t.Error(err)
			continue
		}
		compared += comparePlan(t, s, plan, strings.Fields(line[2]), results)
	}
	for _, name := range s.Names() {
		if results[name] == "" {
			t.Errorf("the schema has no %s", name)
		}
	}
	if compared < 6000 {
		t.Errorf("%d fields were compared", compared)
	}
	t.Logf("%d constructors and methods, %d fields", len(lines), compared)
}

func readSchema(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/gotd/td").Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(string(bytes.TrimSpace(dir)), "_schema", "telegram.tl"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// comparePlan returns the number of fields that it compared.
func comparePlan(t *testing.T, s *Schema, plan *Plan, words []string, results map[string]string) int {
	var want, got []string
	bits := map[string]string{} // flags of the schema to those of tg
	for _, word := range words {
		name, typ, ok := strings.Cut(word, ":")
		if ok && typ != "#" && !strings.HasPrefix(word, "{") {
			want = append(want, name+":"+strings.Replace(typ, "vector<", "Vector<", 1)) // a bare vector is a list too
		}
	}
	for i, f := range plan.Fields {
		text := fmt.Sprint(f.Name, ":", typeText(t, s, f, results))
		if f.Optional && i < len(want) {
			m := condition.FindStringSubmatch(strings.SplitN(want[i], ":", 2)[1])
			if m == nil {
				t.Errorf("%s.%s has a bit, and is required in the schema", plan.Name, f.Name)
				continue
			}
			field := plan.Type.Field(f.flags).Name
			if bits[m[1]] == "" {
				bits[m[1]] = field
			}
			if bits[m[1]] != field {
				t.Errorf("%s.%s has its bit in %s", plan.Name, f.Name, field)
			}
			text = fmt.Sprintf("%s:%s.%d?%s", f.Name, m[1], f.bit, typeText(t, s, f, results))
		}
		got = append(got, text)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%s has the fields\n%s\nwant\n%s", plan.Name, got, want)
	}
	return len(got)
}

// typeText returns the type of a field as the schema has it.
func typeText(t *testing.T, s *Schema, f Field, results map[string]string) string {
	if f.Flag {
		return "true"
	}
	return goType(t, s, f.Type, results)
}

func goType(t *testing.T, s *Schema, typ reflect.Type, results map[string]string) string {
	switch typ.Kind() {
	case reflect.Bool:
		return "Bool"
	case reflect.Int, reflect.Int64:
		return typeName(typ.Kind())
	case reflect.Float64:
		return "double"
	case reflect.String:
		return "string"
	case reflect.Array:
		return fmt.Sprint("int", 8*typ.Len())
	case reflect.Slice:
		if typ == bytesType {
			return "bytes"
		}
		return "Vector<" + goType(t, s, typ.Elem(), results) + ">"
	case reflect.Struct:
		plan, err := s.PlanOf(typ)
		if err != nil {
			t.Fatal(err)
		}
		return results[plan.Name]
	default:
		if typ == objectType {
			return "!X"
		}
		return s.ClassOf(typ).Name
	}
}
