package plot

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
)

// fontFamilies are fonts with Chinese letters on the systems that readers have.
const fontFamilies = `'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei','WenQuanYi Micro Hei','WenQuanYi Zen Hei',SimHei,sans-serif`

// WriteSVG writes p as SVG. Texts stay texts, in the first font of a list that
// the reader's computer has; whoever points at a figure is told its sentence.
func (p *Picture) WriteSVG(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" lang="zh-CN" font-family="%s">`+"\n",
		px(p.Width), px(p.Height), px(p.Width), px(p.Height), fontFamilies)
	fmt.Fprintf(b, "<title>%s</title>\n<desc>%s</desc>\n", html.EscapeString(p.Title), html.EscapeString(p.About))
	fmt.Fprintf(b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", paper)
	for _, s := range p.shapes {
		writeShape(b, s)
	}
	fmt.Fprintln(b, "</svg>")
	return b.Flush()
}

func writeShape(b io.Writer, s shape) {
	switch s := s.(type) {
	case line:
		fmt.Fprintf(b, `<line x1="%s" y1="%s" x2="%s" y2="%s"%s/>`+"\n", px(s.from.x), px(s.from.y), px(s.to.x), px(s.to.y), s.look.attributes())
	case circle:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"%s>%s</circle>`+"\n", px(s.at.x), px(s.at.y), px(s.r), s.look.attributes(), tipElement(s.tip))
	case polygon:
		var points []string
		for _, p := range s.points {
			points = append(points, px(p.x)+","+px(p.y))
		}
		fmt.Fprintf(b, `<polygon points="%s"%s>%s</polygon>`+"\n", strings.Join(points, " "), s.look.attributes(), tipElement(s.tip))
	case label:
		weight := ""
		if s.bold {
			weight = ` font-weight="600"`
		}
		fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" text-anchor="%s"%s fill="%s">%s%s</text>`+"\n",
			px(s.at.x), px(s.at.y), px(s.size), s.anchor, weight, s.fill, tipElement(s.tip), html.EscapeString(s.text))
	}
}

func (l look) attributes() string {
	fill := l.fill
	if fill == "" {
		fill = "none"
	}
	out := fmt.Sprintf(` fill="%s"`, fill)
	if l.stroke != "" {
		out += fmt.Sprintf(` stroke="%s" stroke-width="%s"`, l.stroke, px(l.width))
	}
	if l.dash > 0 {
		out += fmt.Sprintf(` stroke-dasharray="%s"`, px(l.dash))
	}
	return out
}

func tipElement(tip string) string {
	if tip == "" {
		return ""
	}
	return "<title>" + html.EscapeString(tip) + "</title>"
}

// px writes a length with at most two decimals.
func px(f float64) string {
	return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64)
}
