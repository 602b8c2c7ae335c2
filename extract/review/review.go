// Package review puts rows over the text that they were found in, for a person
// to judge: one HTML page that needs no network and opens from disk.
package review

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"zhibiao/extract"
)

//go:embed page.html page.css page_dark.css js/*.js
var files embed.FS

// scripts make up the page's program, in this order.
var scripts = []string{"words", "model", "text", "rows", "detail", "edit", "export", "start"}

// Write writes the page of all reports, in their order. Documents that could
// not be read are listed with the reason. Each document's data is read by the
// page when it is first shown, so that many reports open as fast as one. The
// error is that of w.
func Write(w io.Writer, title string, reports []extract.Rows) error {
	page, err := template.ParseFS(files, "page.html")
	if err != nil {
		return err
	}
	css, err := texts("page.css", "page_dark.css")
	if err != nil {
		return err
	}
	var names []string
	for _, s := range scripts {
		names = append(names, "js/"+s+".js")
	}
	js, err := texts(names...)
	if err != nil {
		return err
	}
	data := pageData{Title: title, CSS: template.CSS(css), JS: template.JS("(() => {\n\"use strict\";\n" + js + "})();\n")}
	for i := range reports {
		d, err := documentData(&reports[i])
		if err != nil {
			return fmt.Errorf("%s: %w", reports[i].Document.Source, err)
		}
		data.Documents = append(data.Documents, d)
	}
	if data.List, err = listData(reports); err != nil {
		return err
	}
	return page.Execute(w, data)
}

type pageData struct {
	Title     string
	CSS       template.CSS
	JS        template.JS
	List      template.JS   // what is known of every document without its text
	Documents []template.JS // text and rows of each
}

func texts(names ...string) (string, error) {
	var b strings.Builder
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		b.Write(data)
	}
	return b.String(), nil
}

// script is v as JSON that is safe within a script element.
func script(v any) (template.JS, error) {
	data, err := json.Marshal(v) // escapes <, > and &
	return template.JS(data), err
}
