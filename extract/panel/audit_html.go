package panel

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed audit.html
var auditPage string

var auditTemplate = template.Must(template.New("audit").Funcs(template.FuncMap{"mark": marked}).Parse(auditPage))

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

// marked is a sentence with the figure in it marked.
func marked(q Quote) template.HTML {
	out := template.HTMLEscapeString(q.Before)
	if q.Surface != "" {
		out += "<mark>" + template.HTMLEscapeString(q.Surface) + "</mark>" + template.HTMLEscapeString(q.After)
	}
	return template.HTML(out)
}
