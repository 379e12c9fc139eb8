package emit

import (
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
)

// Facts returns the facts of a method: those on its page, and those of its
// generated Go code.
func Facts(m *bind.Method) facts.Method {
	return facts.NewMethod(m.Name, append(facts.OfPage(m.Page), goFacts(m)...))
}

func goFacts(m *bind.Method) []facts.Fact {
	var all []facts.Fact
	for _, p := range m.Params {
		pointer := ""
		if pointerParam(p) {
			pointer = "*"
		}
		all = append(all, facts.GoParam{Name: p.Go, Type: pointer + p.Type.String()})
	}
	f := facts.GoFunc{On: receiverOf(m).exported(), Name: m.Go, Params: len(m.Params) > 0, Generic: m.Generic}
	if m.Generic {
		return append(all, f, facts.GoInvoker{Name: invokerName(m)})
	}
	f.Result = m.Result.String()
	all = append(all, f)
	if m.Business {
		f.On = "Business"
		all = append(all, f)
	}
	return all
}
