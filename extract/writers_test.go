package extract_test

import (
	"context"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
	"zhibiao/nlp"
	"zhibiao/schema"
)

// writersDir holds one report as text, and what real programs made of it; its
// README.md says which and how.
const writersDir = "../testdata/ingest/writers"

// TestWriters compares what is found in a report as text with what is found in
// the files that real programs made of it.
func TestWriters(t *testing.T) {
	paths, err := filepath.Glob(writersDir + "/report*.*")
	if err != nil || len(paths) < 8 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	compareFormats(t, paths)
}

// TestWritersAnew makes the files with the LibreOffice of this computer, and one
// with its Chromium, before it compares them. With -update it keeps those of
// LibreOffice for TestWriters.
func TestWritersAnew(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("no soffice in the path, or -short: the files that were made before are tested")
	}
	text, err := os.ReadFile(writersDir + "/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for source, formats := range map[string][]string{"report": {"docx", "doc", "html:HTML (StarWriter)", "pdf"}, "report-columns": {"pdf"}} {
		columns := 1 + strings.Count(source, "-columns")
		if err := os.WriteFile(filepath.Join(dir, source+".fodt"), []byte(flatODT(string(text), columns)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, format := range formats {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
			run := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", format, "--outdir", dir, filepath.Join(dir, source+".fodt"))
			out, err := run.CombinedOutput()
			cancel()
			extension, _, _ := strings.Cut(format, ":")
			made := filepath.Join(dir, source+"."+extension)
			if _, lost := os.Stat(made); err != nil || lost != nil {
				t.Fatalf("soffice made no %s: %v\n%s", made, err, out)
			}
			paths = append(paths, made)
		}
	}
	made := paths
	if browser, err := exec.LookPath("chromium"); err == nil {
		p := filepath.Join(dir, "report-browser.pdf")
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		run := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir="+dir+"/browser", "--print-to-pdf="+p, "file://"+dir+"/report.html")
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("chromium: %v\n%s", err, out)
		}
		paths = append(paths, p)
	}
	compareFormats(t, paths)
	for _, p := range made {
		if *update {
			data, err := os.ReadFile(p)
			if err == nil {
				err = os.WriteFile(filepath.Join(writersDir, filepath.Base(p)), data, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// compareFormats fails where a file differs from report.txt in more than a
// hundredth of its observations, fifty parts in the case of fixed layouts.
func compareFormats(t *testing.T, paths []string) {
	t.Helper()
	x := builtin(t)
	for _, p := range paths {
		want := statements(t, x, writersDir+"/report.txt", strings.Contains(p, "-columns"))
		got := statements(t, x, p, strings.Contains(p, "-columns")) // its table is in two parts
		detect, lost, added := agreement(want, got, func(s statement) statement { return statement{value: s.value} })
		tuple, _, _ := agreement(want, got, func(s statement) statement { return s })
		t.Logf("%-24s %d observations, detect F1 %.3f, tuple F1 %.3f", filepath.Base(p), len(got), detect, tuple)
		least := 0.99
		if strings.HasSuffix(p, ".pdf") {
			least = 0.98
		}
		if detect < least || tuple < least {
			t.Errorf("%s: detect F1 %.3f, tuple F1 %.3f, want %.2f\nlost %q\nadded %q", p, detect, tuple, least, lost, added)
			_, lost, added := agreement(want, got, func(s statement) statement { return s })
			t.Errorf("as a whole: lost %q\nadded %q", lost, added)
		}
	}
}

// A statement is an observation without its place. value is what the level
// detect asks for: the value, its high end and the unit.
type statement struct{ value, kind, bound, status, period, indicator, place string }

// statements are those of the one document in a file; anywhere leaves out their
// places in tables.
func statements(t *testing.T, x *extract.Extractor, path string, anywhere bool) []statement {
	t.Helper()
	docs, err := ingest.Read(t.Context(), path, ingest.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%s: %d documents, %v", path, len(docs), err)
	}
	x.Describe(docs[0])
	var out []statement
	for _, o := range x.Extract(docs[0]).Observations {
		q := o.Quantity
		s := statement{value: strings.TrimSpace(q.Value + " " + q.Max + " " + q.Unit), kind: string(o.Kind), bound: string(o.Bound),
			status: string(o.Status), period: o.Period.Text, indicator: o.Indicator}
		if o.TableRow > 0 && !anywhere {
			s.place = fmt.Sprintf("%d.%d", o.TableRow, o.TableCol)
		}
		out = append(out, s)
	}
	return out
}

// agreement is the F1 of two lists as sets that may hold a thing twice, with
// what is only in the first and only in the second.
func agreement(a, b []statement, of func(statement) statement) (f1 float64, lost, added []statement) {
	count := map[statement]int{}
	for _, s := range a {
		count[of(s)]++
	}
	hits := 0
	for _, s := range b {
		if count[of(s)] > 0 {
			count[of(s)]--
			hits++
		} else {
			added = append(added, s)
		}
	}
	for _, s := range a {
		if count[of(s)] > 0 {
			count[of(s)]--
			lost = append(lost, s)
		}
	}
	return 2 * float64(hits) / float64(len(a)+len(b)), lost, added
}

// flatODT writes a report as LibreOffice reads it: with styles, automatic
// numbers, a running head, page numbers, a table, in one column or more.
func flatODT(text string, columns int) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="14pt" style:font-size-asian="14pt" style:font-name-asian="Noto Serif CJK SC" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="20pt" style:font-size-asian="20pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"/>
<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-indent="1cm" fo:text-align="justify"/></style:style>
<style:style style:name="Centred" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"><style:columns fo:column-count="%d" fo:column-gap="0.8cm"/></style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>
<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p text:style-name="Centred">岚溪县第十七届人民代表大会第四次会议文件</text:p></style:header>
<style:footer><text:p text:style-name="Centred">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
`, columns)
	listed := false
	for _, b := range nlp.Blocks(text) {
		var lines []string
		for _, l := range b.Lines {
			lines = append(lines, html.EscapeString(l.In(text)))
		}
		if isListed := b.Kind == schema.ListBlock; isListed != listed {
			sb.WriteString(map[bool]string{true: `<text:list text:style-name="Numbers">`, false: "</text:list>\n"}[isListed])
			listed = isListed
		}
		paragraph := strings.Join(lines, "")
		switch {
		case b.Kind == schema.TitleBlock:
			fmt.Fprintf(&sb, "<text:p text:style-name=\"Title\">%s</text:p>\n", paragraph)
		case b.Kind == schema.HeadingBlock && b.Level <= 2:
			fmt.Fprintf(&sb, "<text:h text:style-name=\"Heading_20_%d\" text:outline-level=\"%d\">%s</text:h>\n", b.Level, b.Level, paragraph)
		case b.Kind == schema.ListBlock:
			_, item, _ := strings.Cut(paragraph, ".")
			fmt.Fprintf(&sb, "<text:list-item><text:p>%s</text:p></text:list-item>", item)
		case b.Kind == schema.TableBlock:
			fmt.Fprintf(&sb, "<table:table><table:table-column table:number-columns-repeated=\"%d\"/>", b.Table.Cols)
			for _, l := range lines {
				sb.WriteString(`<table:table-row table:style-name="Row">`)
				for _, cell := range strings.Split(l, "\t") {
					fmt.Fprintf(&sb, "<table:table-cell table:style-name=\"Cell\"><text:p>%s</text:p></table:table-cell>", cell)
				}
				sb.WriteString("</table:table-row>")
			}
			sb.WriteString("</table:table>\n")
		default:
			fmt.Fprintf(&sb, "<text:p text:style-name=\"Body\">%s</text:p>\n", paragraph)
		}
	}
	sb.WriteString("</office:text></office:body></office:document>\n")
	return sb.String()
}
