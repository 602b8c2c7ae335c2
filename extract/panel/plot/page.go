package plot

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"cell": func(v any) string { return fmt.Sprint(v) }}).Parse(pageSource))

// WriteHTML writes pictures as one page that needs nothing beside it, each with
// its figures as a table.
func WriteHTML(w io.Writer, title string, pictures []*Picture) error {
	type figure struct {
		*Picture
		SVG template.HTML
	}
	var figures []figure
	for _, p := range pictures {
		var b bytes.Buffer
		if err := p.WriteSVG(&b); err != nil {
			return err
		}
		figures = append(figures, figure{p, template.HTML(b.String())})
	}
	return pageTemplate.Execute(w, map[string]any{"Title": title, "Figures": figures})
}
