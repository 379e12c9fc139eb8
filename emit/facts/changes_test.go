package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/facts"
)

// methods reads the lines of an api.txt, without the first one.
func methods(lines ...string) []facts.Method {
	return facts.Parse([]byte("# docgen generate\n" + strings.Join(lines, "\n") + "\n")).Methods
}

// TestEdits checks the lines that report edits of one page.
func TestEdits(t *testing.T) {
	for name, test := range map[string]struct {
		had, have []string
		want      facts.Edits
	}{
		"nothing":        {[]string{"a bots no"}, []string{"a bots no"}, facts.Edits{}},
		"a flag":         {[]string{"a bots no"}, []string{"a bots yes"}, facts.Edits{Changed: []string{"a bots yes, was no"}}},
		"a code":         {[]string{"a error 400 X"}, []string{"a error 403 X"}, facts.Edits{Changed: []string{"a error 403 X, was 400"}}},
		"a second code":  {[]string{"a error 400 X"}, []string{"a error 400 X", "a error 403 X"}, facts.Edits{Documented: []string{"a error 403 X"}}},
		"a type":         {[]string{"a param id int"}, []string{"a param id long"}, facts.Edits{Changed: []string{"a param id long, was int"}}},
		"a result":       {[]string{"a returns X"}, []string{"a returns Y"}, facts.Edits{Changed: []string{"a returns Y, was X"}}},
		"a row":          {[]string{"a param id int", "a bots no"}, []string{"a bots no"}, facts.Edits{Undocumented: []string{"a param id int"}}},
		"gotd/td":        {[]string{"a bots no", "a go param ID int"}, []string{"a bots no", "a go param ID int64"}, facts.Edits{}},
		"descriptions":   {[]string{"a described params 3", "a param id int"}, []string{"a described params 1", "a param id int"}, facts.Edits{Undocumented: []string{"a descriptions of parameters (2)"}}},
		"described rows": {[]string{"a described errors 1", "a error 0 X"}, []string{"a bots no"}, facts.Edits{Undocumented: []string{"a error 0 X"}, Documented: []string{"a bots no"}}},
	} {
		got := facts.Compare(methods(test.had...), methods(test.have...)).Edits()
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// each returns a line for each of the facts of each of n methods.
func each(n int, facts ...string) []string {
	var lines []string
	for i := range n {
		for _, fact := range facts {
			lines = append(lines, fmt.Sprintf("m%03d %s", i, fact))
		}
	}
	return lines
}

// TestLosses checks which changes are losses and which are edits, at the limits.
func TestLosses(t *testing.T) {
	const go_ = "go func (*User) X() bool"
	for name, test := range map[string]struct {
		had, have []string
		want      string
	}{
		"nothing":                      {each(100, go_, "bots no"), each(100, go_, "bots no"), ""},
		"three of one hundred":         {each(100, go_, "bots no"), append(each(97, go_, "bots no"), each(100, go_)[97:]...), "lost-bots 197"},
		"two of one hundred":           {each(100, go_, "bots no"), append(each(98, go_, "bots no"), each(100, go_)[98:]...), ""},
		"three of two hundred":         {each(200, go_, "bots no"), append(each(197, go_, "bots no"), each(200, go_)[197:]...), ""},
		"all of two":                   {each(2, go_, "returns X"), each(2, go_), "lost-returns 3"},
		"the only fact":                {each(1, go_, "returns X"), each(1, go_), ""},
		"five of forty-nine methods":   {each(49, go_), each(44, go_), "lost-methods 46"},
		"five of fifty methods":        {each(50, go_), each(45, go_), ""},
		"tables that are cut off":      {each(5, go_, "error 0 A", "error 0 B", "error 0 C"), each(5, go_, "error 0 A"), "lost-errors 3"},
		"tables that are a bit larger": {each(60, go_, "error 0 A", "error 0 B"), append(each(49, go_, "error 0 A", "error 0 B"), each(60, go_, "error 0 A")[98:]...), ""},
		"parameters with their rows":   {each(9, go_, "go param A int", "param a int"), each(9, go_), ""},
		"parameters of pages":          {each(9, go_, "go param A int", "param a int"), each(9, go_, "go param A int"), "lost-parameters 4"},
		"no facts of Go":               {each(9, "bots no", "param a int"), each(9, "bots no"), "lost-parameters 3"},
		"descriptions, not their rows": {each(9, go_, "described errors 1", "error 0 A"), each(9, go_, "error 0 A"), "lost-descriptions 3"},
	} {
		var got []string
		for _, loss := range facts.Compare(methods(test.had...), methods(test.have...)).Losses() {
			got = append(got, fmt.Sprint(loss.Code, " ", loss.Line))
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestRenames pairs each method that is gone with a similar new one, each of which is
// taken once.
func TestRenames(t *testing.T) {
	like := func(name string, names []string) []string {
		var near []string
		for _, other := range names {
			if other[0] == name[0] {
				near = append(near, other)
			}
		}
		return near
	}
	got := facts.Renames([]string{"a1", "a2", "b1", "c1"}, []string{"a3", "b2", "d1"}, like)
	if diff := cmp.Diff(map[string]string{"a1": "a3", "b1": "b2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := facts.Renames([]string{"a1"}, []string{"a2"}, nil); len(got) != 0 {
		t.Errorf("without nearest: %v", got)
	}
}

// TestExports checks what a package exports because of a method with some facts.
func TestExports(t *testing.T) {
	for name, test := range map[string]struct {
		facts []string
		want  string
	}{
		"no Go":        {[]string{"bots no", "error 0 A_B"}, ""},
		"a user's":     {[]string{"go func (*User) X() bool"}, "(*Any).X func(context.Context) (bool, error) (*User).X"},
		"everybody's":  {[]string{"go func (*Client) X() bool"}, "(*Any).X (*Bot).X (*Client).X (*User).X"},
		"parameters":   {[]string{"go func (*Bot) X(XParams) bool", "go param A int"}, "(*Any).X (*Bot).X func(context.Context, XParams) (bool, error) XParams struct XParams.A int"},
		"a business's": {[]string{"go func (*Bot) X(XParams) bool", "go func (*Business) X(XParams) bool", "go param A int"}, "(*Any).X (*Bot).X XParams XParams.A (*Business).X"},
		"a query's": {[]string{"go func (*User) InvokeWithLayer(InvokeWithLayerParams, bin.Object, bin.Decoder) error", "go func LayerInvoker tg.Invoker", "go param Layer int"},
			"(*Any).InvokeWithLayer (*User).InvokeWithLayer func(context.Context, InvokeWithLayerParams, bin.Object, bin.Decoder) error InvokeWithLayerParams InvokeWithLayerParams.Layer LayerInvoker func(tg.Invoker, int) tg.Invoker"},
		"a wrapper of nothing": {[]string{"go func (*User) X(bin.Object, bin.Decoder) error", "go func XInvoker tg.Invoker"}, "(*Any).X (*User).X XInvoker func(tg.Invoker) tg.Invoker"},
		"a wrapper of more": {[]string{"go func (*User) X(XParams, bin.Object, bin.Decoder) error", "go func XInvoker tg.Invoker", "go param A int", "go param B int"},
			"(*Any).X (*User).X XParams XParams.A XParams.B XInvoker func(tg.Invoker, XParams) tg.Invoker"},
		"a random ID":          {[]string{"go func (*User) X(XParams) bool", "go param RandomID []int64"}, "(*Any).X (*User).X XParams XParams.RandomID (*XParams).DrawRandomID func()"},
		"a random ID of bytes": {[]string{"go func (*User) X(XParams) bool", "go param RandomID []byte"}, "(*Any).X (*User).X XParams XParams.RandomID []byte"},
		"errors":               {[]string{"go func (*User) X() bool", "error 400 AB_CD", "error 403 AB_CD", "error 420 FLOOD_WAIT_%d", "error 0 no name"}, "(*Any).X (*User).X ErrAbCd AB_CD"},
	} {
		var lines []string
		for _, fact := range test.facts {
			lines = append(lines, "x "+fact)
		}
		words := strings.Join(strings.Fields(test.want), " ")
		for _, e := range facts.Exports(methods(lines...)[0].Facts) {
			rest, ok := strings.CutPrefix(words, e.String())
			if !ok {
				t.Errorf("%s: there is %s where %q is wanted", name, e, words)
				break
			}
			words = strings.TrimPrefix(strings.TrimPrefix(rest, " "+e.Type), " ")
		}
		if words = strings.TrimSpace(words); words != "" {
			t.Errorf("%s: %q is missing", name, words)
		}
	}
}
