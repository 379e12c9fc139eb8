package report

import (
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"example.com/docgen/parser/diag"
)

// The objects of a SARIF 2.1.0 log that docgen writes. The libraries for SARIF leave
// out an empty list of results; programs take such a log for that of a run that was
// cut short.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string             `json:"id"`
		Description   sarifMessage       `json:"fullDescription"`
		Configuration sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

// writeSARIF prints diagnostics as a SARIF log. Each code of docgen is a rule of the
// log.
func writeSARIF(w io.Writer, diags []diag.Diagnostic, sources map[string][]byte) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "docgen", Version: Version()}},
		ColumnKind: "utf16CodeUnits",
		Results:    []sarifResult{},
	}
	codes := diag.Codes()
	for _, info := range codes {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID:            string(info.Code),
			Description:   sarifMessage{info.Description},
			Configuration: sarifConfiguration{info.Severity.String()},
		})
	}
	for _, d := range diags {
		run.Results = append(run.Results, sarifResult{
			RuleID:    string(d.Code),
			RuleIndex: slices.IndexFunc(codes, func(info diag.Info) bool { return info.Code == d.Code }),
			Level:     d.Severity.String(),
			Message:   sarifMessage{diag.Printable(sentence(d))},
			Locations: []sarifLocation{{sarifPhysical{sarifArtifact{fileURI(d.File)}, region(d.Pos, sources[d.File])}}},
		})
	}
	return JSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sentence returns the summary of a diagnostic and its hint as one text.
func sentence(d diag.Diagnostic) string {
	if d.Hint == "" {
		return d.Summary
	}
	return d.Summary + ": " + d.Hint
}

// region returns a position as SARIF has it, or nil for a whole file. The columns of
// the log count UTF-16 code units; those of docgen count bytes.
func region(pos diag.Pos, source []byte) *sarifRegion {
	if pos.Line == 0 {
		return nil
	}
	column := pos.Column
	if line, ok := sourceLine(source, pos.Line); ok && 0 < column && column <= len(line)+1 {
		column = len(utf16.Encode([]rune(line[:column-1]))) + 1
	}
	return &sarifRegion{pos.Line, column}
}

// fileURI returns the URI of a file. The URI of a relative name is relative to the
// folder that docgen runs in.
func fileURI(name string) string {
	uri := url.URL{Path: filepath.ToSlash(name)}
	if filepath.IsAbs(name) {
		uri.Scheme = "file"
		if !strings.HasPrefix(uri.Path, "/") { // a name with a drive letter, on Windows
			uri.Path = "/" + uri.Path
		}
	}
	return uri.String()
}
