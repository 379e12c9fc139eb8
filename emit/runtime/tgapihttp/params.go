package tgapihttp

import (
	"errors"
	"io"
	"iter"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/runtime/tljson"
)

// maxValues is how many values the parameters of a call may have.
const maxValues = 100_000

// params returns the method and the parameters of a call, or the answer that refuses it.
func (c *call) params(w http.ResponseWriter) (method string, params any, refusal *answer) {
	query, err := url.ParseQuery(c.request.URL.RawQuery)
	if err != nil {
		return "", nil, failed(http.StatusBadRequest, "the query of the URL is malformed")
	}
	params = formValues(query)
	if c.request.Method == http.MethodPost {
		body, refusal := c.body(w)
		if refusal != nil {
			return "", nil, refusal
		}
		if params, refusal = c.parse(body, query); refusal != nil {
			return "", nil, refusal
		}
	}
	if form, ok := params.(formValues); ok {
		if name := form.repeated(); name != "" {
			return "", nil, failed(http.StatusBadRequest, "the parameter "+name+" is repeated")
		}
	}
	if c.route.packed {
		return unpack(params)
	}
	return c.route.method, params, nil
}

// body reads the body of a request.
func (c *call) body(w http.ResponseWriter) ([]byte, *answer) {
	limit := c.handler.MaxBody
	if limit == 0 {
		limit = defaultMaxBody
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, c.request.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, failed(http.StatusRequestEntityTooLarge, "the body has more than "+strconv.FormatInt(limit, 10)+" bytes")
	case err != nil:
		return nil, failed(http.StatusBadRequest, "the body can't be read")
	}
	return body, nil
}

// parse reads the parameters in a body, whose media type says how they are written. The
// URL may have more of them if the body is a form.
func (c *call) parse(body []byte, query url.Values) (any, *answer) {
	header := c.request.Header
	if len(body) == 0 {
		return formValues(query), nil
	}
	media, more, err := mime.ParseMediaType(header.Get("Content-Type"))
	charset := strings.ToLower(more["charset"])
	encoded := header.Get("Content-Encoding")
	switch {
	case err != nil, charset != "" && charset != "utf-8", encoded != "" && encoded != "identity":
	case media == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, failed(http.StatusBadRequest, "the form is malformed")
		}
		for name, values := range query {
			form[name] = append(form[name], values...)
		}
		return formValues(form), nil
	case media == "application/json" && len(query) > 0:
		return nil, failed(http.StatusBadRequest, "the body is JSON, so the URL can't have parameters")
	case media == "application/json":
		params, err := tljson.Parse(body, false, maxValues)
		if err != nil {
			return nil, failed(http.StatusBadRequest, err.Error())
		}
		return params, nil
	}
	return nil, failed(http.StatusUnsupportedMediaType, "send application/json or application/x-www-form-urlencoded, in UTF-8")
}

// unpack returns the method and the parameters that parameters have, such as
//
//	method=messages.importChatInvite&params={"hash":"AbCdEf",}
func unpack(outer any) (method string, params any, refusal *answer) {
	object, ok := outer.(tljson.Object)
	if !ok {
		return "", nil, failed(http.StatusBadRequest, "want an object with method and params")
	}
	for name, value := range object.Fields() {
		if form, ok := value.(tljson.Form); ok {
			value = string(form)
		}
		text, isText := value.(string)
		switch {
		case name == "method" && isText:
			method = text
		case name == "params" && isText:
			var err error
			if params, err = tljson.Parse([]byte(text), true, maxValues); err != nil {
				return "", nil, failed(http.StatusBadRequest, "params: "+err.Error())
			}
		case name == "params":
			params = value
		default:
			return "", nil, failed(http.StatusBadRequest, "want the parameters method and params alone")
		}
	}
	return method, params, nil
}

// formValues are the values of a form or of a query. They are a tljson.Object.
type formValues url.Values

// Field implements tljson.Object.
func (f formValues) Field(name string) any {
	if values := f[name]; len(values) > 0 {
		return tljson.Form(values[0])
	}
	return nil
}

// Fields implements tljson.Object.
func (f formValues) Fields() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, name := range slices.Sorted(maps.Keys(f)) {
			if !yield(name, tljson.Form(f[name][0])) {
				return
			}
		}
	}
}

// repeated returns a name, quoted, that has more than one value.
func (f formValues) repeated() string {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if len(f[name]) > 1 {
			return strconv.Quote(name[:min(len(name), 40)])
		}
	}
	return ""
}
