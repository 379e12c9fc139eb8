package tljson

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// A Schema knows the types of tg. It makes the plan of a type when the type is first
// used. Several goroutines may use a Schema at once.
type Schema struct {
	ids          map[string]uint32
	constructors map[uint32]func() bin.Object
	names        map[string][]uint32 // of classes

	plans sync.Map // reflect.Type of a struct to *Plan

	// mu is held while plans are made: they change samples, which they share.
	mu      sync.Mutex
	classes map[reflect.Type]*Class
	samples map[reflect.Type]reflect.Value
}

// Shared returns the Schema of tg. Its plans follow from tg alone, so all callers share
// them, as they share what encoding/json knows of their types.
var Shared = sync.OnceValue(newSchema)

func newSchema() *Schema {
	return &Schema{
		ids: tg.NamesMap(), constructors: tg.TypesConstructorMap(), names: tg.ClassConstructorsMap(),
		classes: map[reflect.Type]*Class{}, samples: map[reflect.Type]reflect.Value{},
	}
}

// New returns a new object by the TL name of its constructor or method, and reports
// whether tg has it.
func (s *Schema) New(name string) (bin.Object, bool) {
	create, ok := s.constructors[s.ids[name]]
	if !ok {
		return nil, false
	}
	return create(), true
}

// A Class is a type of TL with several constructors.
type Class struct {
	// Name is the TL name, as in "InputPeer".
	Name string
	// Constructors are the plans of the constructors, sorted by name. Call
	// [Schema.Constructors] to get them.
	constructors []reflect.Type
}

// ClassOf returns the class that a type of tg such as tg.InputPeerClass stands for. It is
// nil if the type is none.
func (s *Schema) ClassOf(t reflect.Type) *Class {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.classOf(t)
}

// classOf is ClassOf while mu is held. A class of tg is an interface with a method that
// is not exported and returns the interface, so that no constructor has two classes.
func (s *Schema) classOf(t reflect.Type) *Class {
	if class, ok := s.classes[t]; ok || t == objectType {
		return class
	}
	var class *Class
	for name, ids := range s.names {
		if len(ids) > 0 && s.typeOf(ids[0]) != nil && s.typeOf(ids[0]).Implements(t) {
			class = &Class{Name: name}
			for _, id := range ids {
				class.constructors = append(class.constructors, s.typeOf(id).Elem())
			}
			break
		}
	}
	s.classes[t] = class
	return class
}

// typeOf returns the pointer type of a constructor, nil if tg has none with the ID.
func (s *Schema) typeOf(id uint32) reflect.Type {
	create, ok := s.constructors[id]
	if !ok {
		return nil
	}
	return reflect.TypeOf(create())
}

// Constructors returns the plans of the constructors of a class, sorted by name.
func (s *Schema) Constructors(c *Class) []*Plan {
	var plans []*Plan
	for _, t := range c.constructors {
		if plan, err := s.PlanOf(t); err == nil {
			plans = append(plans, plan)
		}
	}
	slices.SortFunc(plans, func(a, b *Plan) int { return strings.Compare(a.Name, b.Name) })
	return plans
}

// Names returns the TL names of all constructors and methods of tg, sorted.
func (s *Schema) Names() []string { return slices.Sorted(maps.Keys(s.ids)) }

// PlanOf returns the plan of a struct type of tg.
func (s *Schema) PlanOf(t reflect.Type) (*Plan, error) {
	if plan, ok := s.plans.Load(t); ok {
		return plan.(*Plan), nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	plan, err := s.newPlan(t)
	if err != nil {
		return nil, fmt.Errorf("reading the type %s of tg: %w", t, err)
	}
	s.plans.Store(t, plan)
	return plan, nil
}
