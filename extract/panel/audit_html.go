package panel

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed audit.html
var auditPage string

var auditTemplate = template.Must(template.New("audit").Funcs(template.FuncMap{"mark": markSurface, "markp": func(s, f *string) template.HTML { return markSurface(value(s), value(f)) }}).Parse(auditPage))

// WriteAuditHTML writes findings as one self-contained page, with the checks
// and what they allow. The error is that of w.
func WriteAuditHTML(w io.Writer, findings []Finding) error {
	count := map[Severity]int{}
	for _, f := range findings {
		count[f.Severity]++
	}
	return auditTemplate.Execute(w, map[string]any{"Findings": findings, "Checks": Checks,
		"Errors": count[Error], "Warnings": count[Warning], "Notes": count[Note]})
}

// markSurface is a sentence with the surface in it marked.
func markSurface(sentence, surface string) template.HTML {
	before, after, ok := strings.Cut(sentence, surface)
	if !ok {
		return template.HTML(template.HTMLEscapeString(sentence))
	}
	return template.HTML(template.HTMLEscapeString(before) + "<mark>" + template.HTMLEscapeString(surface) + "</mark>" + template.HTMLEscapeString(after))
}
