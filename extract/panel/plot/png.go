package plot

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"

	"golang.org/x/image/vector"
)

// maxPixels is how many pixels a PNG may have: 4 bytes each in memory.
const maxPixels = 200e6

// WritePNG writes p with scale pixels for each of its own, its texts in font.
func (p *Picture) WritePNG(w io.Writer, font *Font, scale float64) error {
	if missing := font.missing(p.letters()); missing != "" {
		return fmt.Errorf("%s: has no %s; give another font with --font, or write SVG", font.Path, missing)
	}
	width, height := math.Ceil(p.Width*scale), math.Ceil(p.Height*scale)
	if width*height > maxPixels {
		return fmt.Errorf("a picture of %.0f × %.0f pixels is too large for PNG; draw fewer regions or years, or write SVG", width, height)
	}
	c := &canvas{image: image.NewRGBA(image.Rect(0, 0, int(width), int(height))), scale: scale, font: font}
	draw.Draw(c.image, c.image.Bounds(), image.NewUniform(colourOf(paper)), image.Point{}, draw.Src)
	for _, s := range p.shapes {
		c.draw(s)
	}
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(w, c.image)
}

// letters are all characters in the picture's texts.
func (p *Picture) letters() (out []rune) {
	for _, s := range p.shapes {
		if l, ok := s.(label); ok {
			out = append(out, []rune(l.text)...)
		}
	}
	return out
}

// A canvas paints shapes on an image.
type canvas struct {
	image *image.RGBA
	scale float64
	font  *Font
}

func (c *canvas) draw(s shape) {
	switch s := s.(type) {
	case line:
		c.stroke([]point{s.from, s.to}, s.look)
	case polygon:
		c.fill(s.fill, polyline(s.points))
		c.stroke(append(append([]point{}, s.points...), s.points[0]), s.look)
	case circle:
		c.fill(s.fill, ring(s.at, s.r, false))
		if s.stroke != "" {
			c.fill(s.stroke, ring(s.at, s.r+s.width/2, false), ring(s.at, s.r-s.width/2, true))
		}
	case label:
		c.text(s)
	}
}

// A curve is a closed outline of straight lines and cubic curves, in pixels of
// the picture: each step has one point, or three.
type curve struct {
	from  point
	steps [][]point
}

func polyline(points []point) curve {
	out := curve{from: points[0]}
	for _, p := range points[1:] {
		out.steps = append(out.steps, []point{p})
	}
	return out
}

// ring is a circle; backwards, it cuts a hole.
func ring(at point, r float64, backwards bool) curve {
	const k = 0.5522847498 // handle of a cubic curve that is a quarter circle
	turn := 1.0
	if backwards {
		turn = -1
	}
	p := func(x, y float64) point { return point{at.x + r*x, at.y + r*y*turn} }
	return curve{p(1, 0), [][]point{
		{p(1, k), p(k, 1), p(0, 1)}, {p(-k, 1), p(-1, k), p(-1, 0)},
		{p(-1, -k), p(-k, -1), p(0, -1)}, {p(k, -1), p(1, -k), p(1, 0)},
	}}
}

// stroke paints each part of a line as a rectangle.
func (c *canvas) stroke(points []point, l look) {
	if l.stroke == "" {
		return
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		if length == 0 {
			continue
		}
		dx, dy := (b.x-a.x)/length, (b.y-a.y)/length
		step := length
		if l.dash > 0 {
			step = l.dash
		}
		nx, ny := -dy*l.width/2, dx*l.width/2
		for t := 0.0; t < length; t += 2 * step {
			e := min(t+step, length)
			p, q := point{a.x + dx*t, a.y + dy*t}, point{a.x + dx*e, a.y + dy*e}
			c.fill(l.stroke, polyline([]point{{p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}, {q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}}))
		}
	}
}

// text paints a text, glyph by glyph; bold is painted twice.
func (c *canvas) text(l label) {
	x := l.at.x
	switch l.anchor {
	case middle:
		x -= c.font.width(l.text, l.size) / 2
	case end:
		x -= c.font.width(l.text, l.size)
	}
	for _, r := range l.text {
		outline, advance := c.font.glyph(r, l.size, point{x, l.at.y})
		c.fill(l.fill, outline...)
		if l.bold {
			for i := range outline {
				outline[i] = outline[i].moved(l.size / 40)
			}
			c.fill(l.fill, outline...)
		}
		x += advance
	}
}

func (c curve) moved(dx float64) curve {
	c.from.x += dx
	for _, s := range c.steps {
		for i := range s {
			s[i].x += dx
		}
	}
	return c
}

// fill paints what curves enclose; those that run the other way are holes.
func (c *canvas) fill(colour string, curves ...curve) {
	if colour == "" || len(curves) == 0 {
		return
	}
	box := c.box(curves)
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	at := func(p point) (float32, float32) {
		return float32(p.x*c.scale - float64(box.Min.X)), float32(p.y*c.scale - float64(box.Min.Y))
	}
	for _, k := range curves {
		r.MoveTo(at(k.from))
		for _, s := range k.steps {
			if len(s) == 1 {
				r.LineTo(at(s[0]))
				continue
			}
			bx, by := at(s[0])
			cx, cy := at(s[1])
			dx, dy := at(s[2])
			r.CubeTo(bx, by, cx, cy, dx, dy)
		}
		r.ClosePath()
	}
	r.Draw(c.image, box, image.NewUniform(colourOf(colour)), image.Point{})
}

// box is what curves may cover of the image, in its pixels.
func (c *canvas) box(curves []curve) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	grow := func(p point) {
		low.x, low.y = min(low.x, p.x), min(low.y, p.y)
		high.x, high.y = max(high.x, p.x), max(high.y, p.y)
	}
	for _, k := range curves {
		grow(k.from)
		for _, s := range k.steps {
			for _, p := range s {
				grow(p)
			}
		}
	}
	box := image.Rect(int(math.Floor(low.x*c.scale)), int(math.Floor(low.y*c.scale)), int(math.Ceil(high.x*c.scale)), int(math.Ceil(high.y*c.scale)))
	return box.Intersect(c.image.Bounds())
}

// colourOf reads #rrggbb.
func colourOf(s string) color.RGBA {
	n, _ := strconv.ParseUint(s[1:], 16, 32) // a constant of this package
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}
