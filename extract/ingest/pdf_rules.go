package ingest

import (
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// A rule is a straight line of a page, across or down it, in points.
type rule struct {
	across   bool
	at       float64 // y of a rule across, x of one down
	from, to float64
}

// The most objects of a page, and segments of a path, that are looked at: a
// page with more is a map or a chart.
const (
	maxObjects  = 4000
	maxSegments = 2000
)

// pageRules lists the straight lines drawn on a page; none where they cannot
// be told.
func pageRules(instance pdfium.Pdfium, page requests.Page) []rule {
	count, err := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > maxObjects {
		return nil
	}
	var out []rule
	for i := range count.Count {
		if o, err := instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i}); err == nil {
			out = append(out, objectRules(instance, o.PageObject, structs.FPDF_FS_MATRIX{A: 1, D: 1}, 0)...)
		}
		if len(out) > maxObjects {
			return nil
		}
	}
	return out
}

// objectRules lists the straight lines of a path, or of the paths in a form;
// within says where the form around it stands.
func objectRules(instance pdfium.Pdfium, o references.FPDF_PAGEOBJECT, within structs.FPDF_FS_MATRIX, depth int) []rule {
	kind, err := instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	switch {
	case err != nil:
		return nil
	case kind.Type == enums.FPDF_PAGEOBJ_PATH:
		return pathRules(instance, o, within)
	case kind.Type != enums.FPDF_PAGEOBJ_FORM || depth > 3:
		return nil
	}
	count, err := instance.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	m, err2 := instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil || err2 != nil || count.Count > maxObjects {
		return nil
	}
	var out []rule
	for i := 0; i < count.Count && len(out) <= maxObjects; i++ {
		if part, err := instance.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)}); err == nil {
			out = append(out, objectRules(instance, part.PageObject, times(m.Matrix, within), depth+1)...)
		}
	}
	return out
}

// times is the matrix that moves by a and then by b.
func times(a, b structs.FPDF_FS_MATRIX) structs.FPDF_FS_MATRIX {
	return structs.FPDF_FS_MATRIX{A: a.A*b.A + a.B*b.C, B: a.A*b.B + a.B*b.D, C: a.C*b.A + a.D*b.C, D: a.C*b.B + a.D*b.D,
		E: a.E*b.A + a.F*b.C + b.E, F: a.E*b.B + a.F*b.D + b.F}
}

// hasPicture reports whether a page has a picture as large as a scanned page:
// over a third of it in both directions.
func hasPicture(instance pdfium.Pdfium, page requests.Page) bool {
	size, err := instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: page.ByIndex.Document, Index: page.ByIndex.Index})
	count, err2 := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || err2 != nil {
		return false
	}
	for i := range min(count.Count, maxObjects) {
		o, err := instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_IMAGE && kind.Type != enums.FPDF_PAGEOBJ_FORM {
			continue
		}
		b, err := instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject})
		if err == nil && 3*float64(b.Right-b.Left) > size.Width && 3*float64(b.Top-b.Bottom) > size.Height {
			return true
		}
	}
	return false
}

// pathRules lists the straight lines of a path. A thin box is one line, the
// frame of a box four.
func pathRules(instance pdfium.Pdfium, o references.FPDF_PAGEOBJECT, within structs.FPDF_FS_MATRIX) []rule {
	b, err := instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return nil
	}
	p, q := moved(within, float64(b.Left), float64(b.Bottom)), moved(within, float64(b.Right), float64(b.Top))
	if r, ok := thin(min(p[0], q[0]), max(p[0], q[0]), min(p[1], q[1]), max(p[1], q[1])); ok {
		return []rule{r}
	}
	mode, err := instance.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return nil
	}
	n, err := instance.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	m, err2 := instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil || err2 != nil || n.Count > maxSegments {
		return nil
	}
	var out []rule
	var sub [][2]float64
	finish := func() {
		out = append(out, outline(sub, mode.Stroke)...)
		sub = nil
	}
	for i := range n.Count {
		s, err := instance.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return nil
		}
		kind, err := instance.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s.PathSegment})
		p, err2 := instance.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		if err != nil || err2 != nil || kind.Type == enums.FPDF_SEGMENT_BEZIERTO {
			return nil
		}
		if kind.Type == enums.FPDF_SEGMENT_MOVETO {
			finish()
		}
		sub = append(sub, moved(times(m.Matrix, within), float64(p.X), float64(p.Y)))
		if c, err := instance.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s.PathSegment}); err == nil && c.IsClose {
			sub = append(sub, sub[0])
		}
	}
	finish()
	return out
}

func moved(m structs.FPDF_FS_MATRIX, x, y float64) [2]float64 {
	return [2]float64{float64(m.A)*x + float64(m.C)*y + float64(m.E), float64(m.B)*x + float64(m.D)*y + float64(m.F)}
}

// outline is the rules that a line through points makes: its sides where it is
// drawn, and the one it is as a whole where it only bounds a thin area.
func outline(points [][2]float64, drawn bool) []rule {
	if len(points) < 2 {
		return nil
	}
	left, right, bottom, top := points[0][0], points[0][0], points[0][1], points[0][1]
	for _, p := range points {
		left, right, bottom, top = min(left, p[0]), max(right, p[0]), min(bottom, p[1]), max(top, p[1])
	}
	if r, ok := thin(left, right, bottom, top); ok {
		return []rule{r}
	}
	if !drawn {
		return nil
	}
	var out []rule
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if r, ok := thin(min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])); ok {
			out = append(out, r)
		}
	}
	return out
}

// thin is the rule that a narrow box is; ok is false of other boxes.
func thin(left, right, bottom, top float64) (r rule, ok bool) {
	const pen = 2.5 // points; the widest pen of a table
	switch w, h := right-left, top-bottom; {
	case h <= pen && w > 2*pen:
		return rule{true, (top + bottom) / 2, left, right}, true
	case w <= pen && h > 2*pen:
		return rule{false, (left + right) / 2, bottom, top}, true
	}
	return rule{}, false
}
