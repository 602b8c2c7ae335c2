package extract

import (
	"math/big"
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A figure is the number of a cell. Its offsets are of the cell's view.
type figure struct {
	start, end int // the number with its unit
	q          nlp.Quantity
	down       bool // the cell says 下降 or ↓
	changes    bool // the cell says 增长 or 下降
	total      bool // in square brackets, which mark the sum of several years
	mark       rune // ▲ or ▼ before the number; 0 if none
}

var (
	bareYear  = regexp.MustCompile(`^(?:19|20)\d\d$`)
	yearsSpan = regexp.MustCompile(`^((?:19|20)\d\d)年?[-—–~～至―─]+((?:19|20)\d\d)年?$`)
	cellLead  = regexp.MustCompile(`^(?:同比|环比|比上年|较上年|年均|累计|增长率?|增速|上升|上涨|提高|增加|下降|降低|减少|回落|压减|达到|达|为|完成|实现|控制在|保持在|保持|稳定在|力争|[+↑↓▲△▼▽≥≤>＞<＜≧≦﹥﹤ ])*$`)
	cellTail  = regexp.MustCompile(`^(?:\[\d+\]|[①-⑳*※ ]|（预计）|（左右）|（约束性）|（预期性）)*$`)
	cellDown  = regexp.MustCompile(`下降|降低|减少|回落|压减|↓`)
	cellMoves = regexp.MustCompile(`增长|增速|上升|上涨|提高|增加|下降|降低|减少|回落|↑|↓`)
)

// wholePeriod reports whether s is nothing but a time.
func wholePeriod(s string) bool {
	if yearsSpan.MatchString(s) {
		return true
	}
	p, ok := nlp.PeriodAt(s, 0)
	return ok && !p.Bare && p.End == len(s)
}

// readFigure reads a cell that is one number: 13.61亿吨, -3.2, 增长6%左右,
// ≥95, [1200]. ok is false where it holds anything else besides.
func (x *Extractor) readFigure(text string) (f figure, ok bool) {
	s := strings.TrimRight(text, " \t")
	from := 0
	for _, b := range []string{"[]", "〔〕", "【】"} {
		r, w := utf8.DecodeRuneInString(b)
		if strings.HasPrefix(s, string(r)) && strings.HasSuffix(s, b[w:]) {
			from, s, f.total = w, s[:len(s)-len(b[w:])], true
		}
	}
	at := strings.IndexAny(s[from:], "0123456789")
	if at < 0 {
		return f, false
	}
	at += from
	if strings.HasSuffix(s[:at], "第") {
		at -= len("第")
	}
	dash := 0
	for _, m := range []string{"—", "–", "―"} {
		if s[from:at] == m {
			dash = len(m)
		}
	}
	q, ok := nlp.Scanner{Units: x.units, Hedges: x.hedges}.At(s, at, from)
	if !ok || q.Class == nlp.RatioNos || q.Class == nlp.Doubling || q.Parts != nil || strings.ContainsRune(s[q.Start:q.NumEnd], '/') {
		return f, false
	}
	lead, tail := s[from:q.FullStart], s[q.FullEnd:]
	if dash > 0 {
		lead, q.Start, q.Value = "", from, new(big.Rat).Neg(q.Value)
	}
	if !cellLead.MatchString(lead) || !cellTail.MatchString(tail) {
		return f, false
	}
	f.q, f.start, f.end = q, q.Start, q.End
	f.changes, f.down = cellMoves.MatchString(lead), cellDown.MatchString(lead)
	switch {
	case strings.ContainsAny(lead, "▲△"):
		f.mark = '▲'
	case strings.ContainsAny(lead, "▼▽"):
		f.mark = '▼'
	}
	for _, m := range []struct {
		marks string
		bound schema.Bound
	}{{"≥≧", schema.Ge}, {"≤≦", schema.Le}, {">＞﹥", schema.Gt}, {"<＜﹤", schema.Lt}} {
		if k := strings.IndexAny(lead, m.marks); k >= 0 && q.Bound == schema.Eq {
			r, _ := utf8.DecodeRuneInString(lead[k:])
			f.q.Bound, f.q.Modifier = m.bound, string(r)
		}
	}
	return f, true
}
