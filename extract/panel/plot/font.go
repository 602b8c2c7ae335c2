package plot

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// A Font has the letters for a PNG. It serves one goroutine.
type Font struct {
	Path string
	face *font.Face
}

// fontFiles are the files that Chinese fonts come in, the best first.
var fontFiles = []string{
	"notosanscjk-regular.ttc", "notosanscjksc-regular.otf", "notosanssc-regular.otf", "notosanssc-regular.ttf", "notosanssc[wght].ttf", "notosanscjk-vf.ttc",
	"sourcehansanssc-regular.otf", "sourcehansanscn-regular.otf", "sourcehansans.ttc",
	"msyh.ttc", "msyh.ttf", "pingfang.ttc", "hiragino sans gb.ttc", "stheiti light.ttc",
	"wqy-microhei.ttc", "wqy-zenhei.ttc", "deng.ttf", "simhei.ttf", "simsun.ttc",
	"notoserifcjk-regular.ttc", "notoserifcjksc-regular.otf", "songti.ttc", "arial unicode.ttf", "uming.ttc", "ukai.ttc",
}

// LoadFont reads a font file: .ttf, .otf, or .ttc, of which it takes the
// simplified Chinese face.
func LoadFont(path string) (*Font, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file; --font wants a .ttf, .otf or .ttc with Chinese letters", path)
	} else if err != nil {
		return nil, err
	}
	faces, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil || len(faces) == 0 {
		return nil, fmt.Errorf("%s: no font that can be read (%w); --font wants a .ttf, .otf or .ttc", path, cause(err))
	}
	f, err := font.NewFont(slices.MaxFunc(faces, func(a, b *opentype.Loader) int { return fitness(a) - fitness(b) }))
	if err != nil {
		return nil, fmt.Errorf("%s: no font that can be read (%w); --font wants a .ttf, .otf or .ttc", path, err)
	}
	return &Font{path, font.NewFace(f)}, nil
}

func cause(err error) error {
	if err == nil {
		return errors.New("it is empty")
	}
	return err
}

// fitness says how well a face of a collection suits.
func fitness(l *opentype.Loader) (n int) {
	d, _ := font.Describe(l, nil)
	if strings.Contains(d.Family, " SC") || strings.Contains(d.Family, " CN") || strings.Contains(d.Family, " GB") {
		n += 4
	}
	if !strings.Contains(d.Family, "Mono") {
		n += 2
	}
	if d.Aspect.Weight == font.WeightNormal {
		n++
	}
	return n
}

// probe is what a font has to have to be found.
var probe = []rune("指标目标实绩0123456789%.≥≈")

// FindFont is the best Chinese font of this computer.
func FindFont() (*Font, error) { return findFont(fontDirs()) }

func findFont(dirs []string) (*Font, error) {
	var found []string
	rank := map[string]int{}
	for _, dir := range dirs {
		filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // a directory that is not there or not ours has no font for us
			}
			if i := slices.Index(fontFiles, strings.ToLower(e.Name())); i >= 0 && !e.IsDir() {
				rank[path] = i
				found = append(found, path)
			}
			return nil
		})
	}
	slices.SortStableFunc(found, func(a, b string) int { return rank[a] - rank[b] })
	for _, path := range found {
		if f, err := LoadFont(path); err == nil && f.missing(probe) == "" {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no font with Chinese letters in %s; install one (Debian: apt-get install fonts-wqy-microhei), give --font FILE, or write SVG or HTML, which need none",
		strings.Join(dirs, ", "))
}

// fontDirs are the directories where this system keeps fonts, the user's first.
func fontDirs() (dirs []string) {
	home, _ := os.UserHomeDir() // none is well: a directory that is not there has no font
	switch runtime.GOOS {
	case "windows":
		return []string{filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts"), filepath.Join(os.Getenv("WINDIR"), "Fonts")}
	case "darwin":
		return []string{filepath.Join(home, "Library", "Fonts"), "/Library/Fonts", "/System/Library/Fonts"}
	}
	data := os.Getenv("XDG_DATA_HOME")
	if data == "" {
		data = filepath.Join(home, ".local", "share")
	}
	dirs = []string{filepath.Join(data, "fonts"), filepath.Join(home, ".fonts")}
	shares := os.Getenv("XDG_DATA_DIRS")
	if shares == "" {
		shares = "/usr/local/share:/usr/share"
	}
	for _, d := range filepath.SplitList(shares) {
		dirs = append(dirs, filepath.Join(d, "fonts"))
	}
	return dirs
}

// missing are the letters that f cannot draw, "" for none.
func (f *Font) missing(letters []rune) string {
	var out []rune
	for _, r := range letters {
		if _, ok := f.find(r); !ok && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// standIns are letters that may stand for ones that a font has not.
var standIns = map[rune]rune{'–': '-', '—': '-', '−': '-', '…': '.', '×': 'x', '\u00a0': ' ', '\u3000': ' '}

func (f *Font) find(r rune) (font.GID, bool) {
	g, ok := f.face.NominalGlyph(r)
	if other, has := standIns[r]; !ok && has {
		g, ok = f.face.NominalGlyph(other)
	}
	if !ok {
		return 0, false
	}
	_, drawn := f.face.GlyphData(g).(font.GlyphOutline)
	return g, drawn
}

// width is how wide a text of this size is.
func (f *Font) width(s string, size float64) (w float64) {
	for _, r := range s {
		g, _ := f.find(r)
		w += float64(f.face.HorizontalAdvance(g)) * size / float64(f.face.Upem())
	}
	return w
}

// glyph is the outline of a letter with its origin at a point, and how far the
// next one is.
func (f *Font) glyph(r rune, size float64, at point) (curves []curve, advance float64) {
	g, _ := f.find(r)
	scale := size / float64(f.face.Upem())
	advance = float64(f.face.HorizontalAdvance(g)) * scale
	outline, ok := f.face.GlyphData(g).(font.GlyphOutline)
	if !ok {
		return nil, advance
	}
	var last point
	for _, s := range outline.Segments {
		var p [3]point
		for i := range p {
			p[i] = point{at.x + float64(s.Args[i].X)*scale, at.y - float64(s.Args[i].Y)*scale}
		}
		if s.Op == opentype.SegmentOpMoveTo {
			curves, last = append(curves, curve{from: p[0]}), p[0]
			continue
		}
		if len(curves) == 0 {
			curves = append(curves, curve{from: last})
		}
		c := &curves[len(curves)-1]
		switch s.Op {
		case opentype.SegmentOpLineTo:
			c.steps, last = append(c.steps, []point{p[0]}), p[0]
		case opentype.SegmentOpQuadTo:
			c.steps, last = append(c.steps, []point{toward(last, p[0]), toward(p[1], p[0]), p[1]}), p[1]
		case opentype.SegmentOpCubeTo:
			c.steps, last = append(c.steps, []point{p[0], p[1], p[2]}), p[2]
		}
	}
	return curves, advance
}

// toward is the handle of a cubic curve for that of a quadratic one.
func toward(a, b point) point { return point{a.x + (b.x-a.x)*2/3, a.y + (b.y-a.y)*2/3} }
