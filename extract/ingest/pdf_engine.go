package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfEngine is PDFium, compiled to WebAssembly, started when the first PDF is
// read. The machine code made of it is kept in the user's cache directory, so
// that only the first run on a computer pays for it.
var pdfEngine = sync.OnceValues(startPDF)

func startPDF() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemory >> 16)
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "zhibiao")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: runtime.GOMAXPROCS(0), // one for each file being read
		FSConfig:      wazero.NewFSConfig(), // it sees no files but the bytes it is given
		RuntimeConfig: config,
		Stdout:        io.Discard, Stderr: io.Discard,
	})
}

// What a PDF may take: bytes of the file, bytes of memory while it is read,
// pages.
const (
	maxPDF      = 96 << 20
	pdfMemory   = 192 << 20
	maxPDFPages = 20_000
	maxOnPage   = 100_000 // characters
)

// errPassword and errPDFBroken are what PDFium says of a file.
var (
	errPassword  = errors.New("needs a password")
	errPDFBroken = errors.New("not a PDF that can be opened")
	errPDFLarge  = fmt.Errorf("more than %d pages, or %d characters on one", maxPDFPages, maxOnPage)
)

// A pdfPage is the glyphs of a page in the order of the file, or, where its
// text does not run from left to right, the text as PDFium orders it.
type pdfPage struct {
	glyphs []glyph
	rules  []rule
	other  []glyph // upright ones of a page that stands sideways
	plain  string

	picture bool // it has no text and a picture
	broken  bool // or too large for the reader
}

// pdfPages reads the text layer of each page.
func pdfPages(ctx context.Context, data []byte) ([]pdfPage, error) {
	pool, err := pdfEngine()
	if err != nil {
		return nil, fmt.Errorf("starting the PDF engine: %w", err)
	}
	instance, err := pool.GetInstance(10 * time.Minute)
	if err != nil {
		return nil, fmt.Errorf("starting the PDF engine: %w", err)
	}
	defer instance.Close()
	doc, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, errPassword
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, errPDFBroken
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, errPDFBroken
	case count.PageCount > maxPDFPages:
		return nil, errPDFLarge
	}
	var pages []pdfPage
	for i := range count.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
		if charsOn(instance, page) > maxOnPage {
			return nil, errPDFLarge
		}
		pages = append(pages, readPage(instance, page))
	}
	return pages, ctx.Err()
}

// charsOn counts the characters of a page; 0 where it is broken.
func charsOn(instance pdfium.Pdfium, page requests.Page) int {
	text, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return 0
	}
	defer func() { _, _ = instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
	n, err := instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return 0
	}
	return n.Count
}

// readPage reads one page.
func readPage(instance pdfium.Pdfium, page requests.Page) pdfPage {
	out := pdfPage{}
	text, err := instance.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		out.broken = true
		return out
	}
	var sideways []glyph
	flat, slant := 0, 0
	spaced := false
	for _, c := range text.Chars {
		p := c.PointPosition
		r, n := utf8.DecodeRuneInString(tidyPage(c.Text))
		switch {
		case n == 0 || unicode.IsSpace(r):
			spaced = true
			continue
		case math.Abs(float64(c.Angle)-math.Pi/2) < 0.1 || math.Abs(float64(c.Angle)-3*math.Pi/2) < 0.1:
			sideways = append(sideways, glyph{r, p.Left, p.Right, p.Top, p.Bottom, spaced})
		case c.Angle > 0.1 && c.Angle < 6.18:
			slant++ // a watermark
		case p.Right-p.Left < 0.01:
			flat++
		default:
			if p.Top-p.Bottom < 0.05 && r > 0x2E80 {
				// A glyph of a font that is not in the file: PDFium knows its
				// advance but has no ink. Ideographs are square.
				w := p.Right - p.Left
				p.Left, p.Right, p.Bottom, p.Top = p.Left+0.05*w, p.Right-0.05*w, p.Bottom-0.1*w, p.Bottom+0.8*w
			}
			out.glyphs = append(out.glyphs, glyph{r, p.Left, p.Right, p.Top, p.Bottom, spaced})
		}
		spaced = false
	}
	upright := uprightFrom(sideways)
	if len(sideways) > len(out.glyphs)+slant {
		for i, g := range sideways {
			sideways[i] = upright.glyph(g)
		}
		out.glyphs, out.other = sideways, out.glyphs
	} else {
		upright = turn{}
	}
	if slant > len(out.glyphs) || flat*20 > len(out.glyphs) {
		if plain, err := instance.GetPageText(&requests.GetPageText{Page: page}); err == nil {
			out.glyphs, out.plain = nil, tidyPage(plain.Text)
		}
	}
	switch {
	case len(out.glyphs) > 0:
		for _, r := range pageRules(instance, page) {
			out.rules = append(out.rules, upright.rule(r))
		}
	case out.plain == "":
		out.picture = hasPicture(instance, page)
	}
	return out
}
