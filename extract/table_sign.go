package extract

import (
	"regexp"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

var (
	inBrackets   = regexp.MustCompile(`^[（(]\d[\d,.]*%?[）)]$`)
	bracketsSay  = regexp.MustCompile(`括号[^。；]{0,8}(?:负|下降|减少)`)
	changingHead = regexp.MustCompile(`增|降|升|±|减|变动|变化|差额|盈亏|损益|利润`)
)

// signs reads the two ways in which tables write negative figures without a
// minus: ▲3.2, where no ▼ says that ▲ is a rise, and (3.2), where the caption
// says so or a column of changes mixes such figures with plain ones and the
// table has no other sign for a fall.
func (x *Extractor) signs(text string, g *grid, caption string) {
	falls, negative := false, false
	for i := range g.cells {
		c := &g.cells[i]
		falls = falls || c.figure.mark == '▼'
		negative = negative || c.kind == figureCell && (c.figure.mark != 0 || c.figure.down || c.figure.q.Value != nil && c.figure.q.Value.Sign() < 0)
	}
	for i := range g.cells {
		f := &g.cells[i].figure
		f.down = f.down || f.mark == '▼' || f.mark == '▲' && !falls
	}
	said := bracketsSay.MatchString(caption)
	for col := 0; col < g.cols && (said || !negative); col++ {
		if said || g.bracketsFall(col) {
			x.unbracket(text, g, col)
		}
	}
}

// bracketsFall reports whether a column of changes has figures in brackets
// among more that are not.
func (g *grid) bracketsFall(col int) bool {
	changing, plain, brackets := false, 0, 0
	for r := 0; r < g.rows; r++ {
		c := g.at(r, col)
		switch {
		case c == nil:
		case inBrackets.MatchString(c.text):
			brackets++
		case c.kind == figureCell:
			plain++
		case c.kind == wordsCell && plain+brackets == 0:
			changing = changing || changingHead.MatchString(c.text)
		}
	}
	return changing && brackets > 0 && plain > brackets
}

// unbracket makes negative figures of the inBrackets cells of a column.
func (x *Extractor) unbracket(text string, g *grid, col int) {
	for r := 0; r < g.rows; r++ {
		c := g.at(r, col)
		if c == nil || c.Row != r || c.Col != col || c.kind != wordsCell || !inBrackets.MatchString(c.text) {
			continue
		}
		from := strings.IndexAny(c.view.Text, "0123456789")
		to := strings.LastIndexAny(c.view.Text, "0123456789%") + 1
		inner := c.view.Span(from, to)
		f, ok := x.readFigure(inner.In(text))
		if !ok {
			continue
		}
		f.down = true
		c.Span, c.figure, c.kind = inner, f, figureCell
		c.view = nlp.NewView(text, []schema.Span{inner})
	}
}
