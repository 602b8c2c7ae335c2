package plot

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

// latin is a font without Chinese letters.
func latin(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "latin.ttf")
	if err := os.WriteFile(path, goregular.TTF, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func drawn(t *testing.T, p *Picture, f *Font) image.Image {
	t.Helper()
	var a, b bytes.Buffer
	if err := p.WritePNG(&a, f, 1); err != nil {
		t.Fatal(err)
	}
	if err := p.WritePNG(&b, f, 1); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same picture has other bytes")
	}
	m, err := png.Decode(&a)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// inked counts the pixels of a part that are not paper.
func inked(m image.Image, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if r, g, b, _ := m.At(x, y).RGBA(); r+g+b < 3*0xffff {
				n++
			}
		}
	}
	return n
}

func TestPNGPaintsShapesWhereTheyAre(t *testing.T) {
	f, err := LoadFont(latin(t))
	if err != nil {
		t.Fatal(err)
	}
	p := &Picture{Width: 120, Height: 60}
	p.rect(10, 10, 20, 10, look{fill: achieved}, "")
	p.circle(60, 15, 5, look{stroke: aim, width: 2}, "")
	p.line(80, 15, 110, 15, ink, 2, 5)
	p.text(10, 50, 20, start, ink, "5.5%")
	p.line(-50, 58, 500, 58, ink, 1, 0) // beyond the edges
	m := drawn(t, p, f)
	for _, c := range []struct {
		what      string
		at        image.Rectangle
		low, high int
	}{
		{"a full rectangle", image.Rect(5, 5, 35, 25), 200, 200},
		{"the hole of a ring", image.Rect(58, 13, 62, 17), 0, 0},
		{"a ring", image.Rect(52, 7, 68, 23), 50, 110},
		{"a line of dashes", image.Rect(80, 12, 110, 18), 30, 40},
		{"a text", image.Rect(10, 30, 70, 54), 150, 700},
		{"a line over the edges", image.Rect(0, 56, 120, 60), 120, 240},
	} {
		if n := inked(m, c.at); n < c.low || n > c.high {
			t.Errorf("%s has %d pixels, want %d to %d", c.what, n, c.low, c.high)
		}
	}
	if got := colourOf(achieved); m.At(20, 15) != got {
		t.Errorf("the rectangle is %v, want %v", m.At(20, 15), got)
	}
}

// TestPNGHasChineseLetters: two letters differ from each other, so neither is
// the box that stands for letters which a font has not.
func TestPNGHasChineseLetters(t *testing.T) {
	f, err := FindFont()
	if err != nil {
		t.Skip("no Chinese font here; no picture was drawn with one: ", err)
	}
	for _, p := range pictures(t) {
		drawn(t, p, f)
	}
	p := &Picture{Width: 60, Height: 30}
	p.text(5, 22, 20, start, ink, "一")
	p.text(35, 22, 20, start, ink, "疆")
	m := drawn(t, p, f)
	one, many := inked(m, image.Rect(0, 0, 30, 30)), inked(m, image.Rect(30, 0, 60, 30))
	if one == 0 || many < 2*one {
		t.Errorf("一 has %d pixels, 疆 has %d", one, many)
	}
}

func TestFontsThatDoNotServe(t *testing.T) {
	f, err := LoadFont(latin(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := pictures(t)[0].WritePNG(&bytes.Buffer{}, f, 1); err == nil || !strings.Contains(err.Error(), "年") || !strings.Contains(err.Error(), "--font") {
		t.Errorf("a font without Chinese letters: %v", err)
	}
	if _, err := LoadFont("none.ttf"); err == nil || !strings.Contains(err.Error(), "none.ttf: no such file") {
		t.Errorf("no file: %v", err)
	}
	text := filepath.Join(t.TempDir(), "a.ttf")
	if err := os.WriteFile(text, []byte("指标"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadFont(text); err == nil || !strings.Contains(err.Error(), "no font that can be read") {
		t.Errorf("a text: %v", err)
	}
	if err := pictures(t)[0].WritePNG(&bytes.Buffer{}, f, 1000); err == nil {
		t.Error("a picture of a thousand times its size is drawn")
	}
}

func TestFindFont(t *testing.T) {
	dir := t.TempDir()
	if _, err := findFont([]string{dir, "/nowhere"}); err == nil || !strings.Contains(err.Error(), "apt-get install") || !strings.Contains(err.Error(), dir) {
		t.Errorf("no font: %v", err)
	}
	// One by a Chinese font's name that has no Chinese letters is passed over.
	data, err := os.ReadFile(latin(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "SimHei.ttf"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if f, err := findFont([]string{dir}); err == nil {
		t.Errorf("found %s", f.Path)
	}
}
