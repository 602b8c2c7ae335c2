package plot

import "zhibiao/extract/panel"

// A Picture is a drawing in pixels, x to the right and y down, with what a
// reader who cannot see it is told, and the figures that it shows.
type Picture struct {
	Name          string // targets, years or coverage
	Title, About  string // what it shows, in one line; in some
	Width, Height float64
	Table         *panel.Sheet // its figures, with their sources

	shapes []shape
}

// A shape is a rectangle, line, polygon, circle or text.
type shape any

type point struct{ x, y float64 }

// A look is how a shape is painted; an empty colour paints nothing.
type look struct {
	fill, stroke string // #rrggbb
	width        float64
	dash         float64 // length of strokes and gaps; 0 is a whole line
}

type line struct {
	from, to point
	look
}

type polygon struct {
	points []point
	look
	tip string
}

type circle struct {
	at point
	r  float64
	look
	tip string
}

type label struct {
	at     point // of the base line
	size   float64
	anchor anchor
	bold   bool
	fill   string
	text   string
	tip    string
}

// An anchor is the place of a text that its point is at.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// The colours: blue for what was achieved, orange for what is aimed at, which
// the colour-blind tell apart too. Shapes differ as well.
const (
	ink      = "#1d232b"
	soft     = "#59636f"
	grid     = "#e3e7ec"
	paper    = "#ffffff"
	achieved = "#0b63a5"
	aim      = "#b3480a"
	band     = "#f5f7f9"
)

// palette are the colours of lines, apart for the colour-blind as far as eight
// can be.
var palette = []string{"#0b63a5", "#b3480a", "#00785a", "#8a3b8f", "#5c5c5c", "#a5123a", "#3d6b00", "#6a5200"}

func (p *Picture) line(x1, y1, x2, y2 float64, colour string, width, dash float64) {
	p.shapes = append(p.shapes, line{point{x1, y1}, point{x2, y2}, look{stroke: colour, width: width, dash: dash}})
}

func (p *Picture) rect(x, y, w, h float64, l look, tip string) {
	p.shapes = append(p.shapes, polygon{[]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, l, tip})
}

func (p *Picture) polygon(l look, tip string, points ...point) {
	p.shapes = append(p.shapes, polygon{points, l, tip})
}

func (p *Picture) circle(x, y, r float64, l look, tip string) {
	p.shapes = append(p.shapes, circle{point{x, y}, r, l, tip})
}

func (p *Picture) text(x, y, size float64, a anchor, colour, s string) {
	p.shapes = append(p.shapes, label{at: point{x, y}, size: size, anchor: a, fill: colour, text: s})
}

// head writes the title and the line under it, and returns where it ends.
func (p *Picture) head(about string) float64 {
	p.shapes = append(p.shapes, label{at: point{margin, 38}, size: 20, anchor: start, bold: true, fill: ink, text: p.Title})
	y := 38.0
	for _, l := range wrap("", splitNotes(about), "", (p.Width-2*margin)/13) {
		y += 20
		p.text(margin, y, 13, start, soft, l)
	}
	return y
}

// foot writes a list from y down and returns where the picture may end.
func (p *Picture) foot(y float64, head string, items []string) float64 {
	if len(items) > 0 {
		for _, l := range wrap(head, items, "、", (p.Width-2*margin)/11) {
			p.text(margin, y, 11, start, soft, l)
			y += 16
		}
	}
	return y + 8
}

// notes writes lines from y down and returns where they end.
func (p *Picture) notes(y float64, notes []string) float64 {
	for _, n := range notes {
		for _, l := range wrap("", splitNotes(n), "", (p.Width-2*margin)/11) {
			p.text(margin, y, 11, start, soft, l)
			y += 16
		}
	}
	return y
}

// margin is the empty edge of a picture.
const margin = 24

// splitNotes cuts behind Chinese commas and stops, where a line may be broken.
func splitNotes(s string) []string {
	var out []string
	from := 0
	for i, r := range s {
		switch r {
		case '，', '。', '；', '：', '、', '）':
			out = append(out, s[from:i+len(string(r))])
			from = i + len(string(r))
		}
	}
	return append(out, s[from:])
}
