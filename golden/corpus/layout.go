package corpus

import "example.com/docgen/emit/bind"

// A layout describes the pages of one folder. Pages lack every part that is empty in
// their layout.
type layout struct {
	name string
	// underscored says that the page of messages.sendMessage is called
	// messages_sendMessage.md.
	underscored bool
	// folders says that the page of messages.sendMessage is messages/SendMessage.md.
	folders bool
	// write writes the whole page, if it is not like those of the other layouts. The fields
	// below are then unused, but for matter and quirks.
	write func(*maker)
	// matter is the format of the front matter. Its operands are the method, the
	// description, and the method with an underscore for the dot.
	matter string
	// heading is the format of the method's heading.
	heading string
	// back is the line that leads back to the index.
	back     string
	params   paramTable
	types    typeForm
	flags    []flagLine
	examples []func(*maker)
	php      phpForm
	errors   errorTable
	notes    []func(*maker)
	indexes  []func(*layout, []*bind.Method) Page
	quirks   quirks
}

// A paramTable describes the table of parameters. The operands of rows are the name, the
// type, the description, and whether the parameter is required.
type paramTable struct {
	head, row string
	// silentHead and silentRow are for a table without descriptions.
	silentHead, silentRow string
	// required is the cell of a required parameter.
	required string
	// always says that a method without parameters has a table, without rows.
	always bool
	// random says that the table has a row for the random ID. Later versions of the
	// documented client draw it, and their pages leave it out.
	random bool
	// code says that the description of a hash is code for the documented client.
	code bool
	// parseMode is the row of the parameter that only the documented client has. It
	// follows the row of the entities.
	parseMode string
}

// An errorTable describes the table of errors. The operands of rows are the code, the
// name and the description.
type errorTable struct {
	heading, head, row string
	codes              bool
}

// A flagLine describes the heading that says whether one kind of caller may call the
// method.
type flagLine struct {
	heading string
	// of says whether this kind may call a method. flag returns the field of the fact.
	of   func(*bind.Method) bool
	flag func(*Facts) *Flag
}

// quirks are oddities of a few pages. Each is a rate n: one page in n has the oddity. If
// n is 0, no page has it.
type quirks struct {
	// bare is for pages with a heading and a sentence, and no section.
	bare int
	// broken is for front matter that is not valid YAML.
	broken int
	// silent is for pages without a summary and without descriptions in their table.
	silent int
	// paragraphs is for summaries of several paragraphs.
	paragraphs int
	// warned is for pages with blocks of warnings above their summary.
	warned int
	// note is for pages with a section about the value that the method returns.
	note int
	// junk is for rows of error tables that are no error.
	junk int
}

func layoutOf(name string) *layout {
	for i := range layouts {
		if layouts[i].name == name {
			return &layouts[i]
		}
	}
	return nil
}
