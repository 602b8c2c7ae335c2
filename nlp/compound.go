package nlp

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// Quantities that take more than one number or word to say.

// A smaller unit goes on where a larger one stops: 1小时40分钟, 一亩二分.
type smaller struct {
	unit, text string // of the part behind, its canonical name and as written
	ratio      int64  // how many of it make one of the larger
	keep       bool   // the whole is told in the larger unit: 1.2亩
}

var smallerThan = map[string][]smaller{
	"年":  {{"个月", "个月", 12, false}},
	"天":  {{"小时", "小时", 24, false}, {"小时", "个小时", 24, false}},
	"小时": {{"分钟", "分钟", 60, false}, {"分钟", "分", 60, false}},
	"分钟": {{"秒", "秒", 60, false}},
	"亩":  {{"亩", "分", 10, true}},
	"元":  {{"元", "角", 10, true}, {"元", "毛", 10, true}},
}

// compound adds what a second number says in a smaller unit: 1小时40分钟 is 100
// 分钟, 一亩二分 is 1.2 亩.
func (c Scanner) compound(s string, q *Quantity) {
	for _, low := range smallerThan[strings.TrimPrefix(q.Unit.Text, "个")] {
		n, ok := NumberAt(s, q.End)
		if !ok || n.Scale != "" || n.Percent || n.Permil || !strings.HasPrefix(s[n.End:], low.text) ||
			n.Value.Cmp(big.NewRat(low.ratio, 1)) >= 0 || strings.HasPrefix(s[n.End+len(low.text):], "之") {
			continue
		}
		ratio := big.NewRat(low.ratio, 1)
		if low.keep {
			q.Value = new(big.Rat).Add(q.Value, new(big.Rat).Quo(n.Value, ratio))
		} else {
			q.Value = new(big.Rat).Add(new(big.Rat).Mul(q.Value, ratio), n.Value)
		}
		end := n.End + len(low.text)
		q.setUnit(end, c.known(low.unit), Amount)
		q.NumEnd, q.Weak = n.End, false
		return
	}
}

// spoken reads the units of 三十个亿, which is money, and of 三个半小时, 两年半.
func (c Scanner) spoken(s string, num Number, q *Quantity) bool {
	rest := s[num.End:]
	switch {
	case num.Scale == "" && strings.HasPrefix(rest, "个亿") && endsMoney(rest[len("个亿"):]):
		q.setUnit(num.End+len("个亿"), c.known("亿元"), Amount)
		return true
	case num.Scale != "" || !num.Value.IsInt():
		return false
	}
	for _, half := range []struct{ text, unit string }{{"个半小时", "小时"}, {"个半月", "个月"}, {"年半", "年"}, {"天半", "天"}, {"小时半", "小时"}} {
		if strings.HasPrefix(rest, half.text) && !(half.unit == "年" && num.Value.Cmp(big.NewRat(1000, 1)) > 0) {
			q.Value = new(big.Rat).Add(q.Value, big.NewRat(1, 2))
			q.setUnit(num.End+len(half.text), c.known(half.unit), Amount)
			q.NumEnd = num.End + strings.Index(half.text, "半") + len("半")
			return true
		}
	}
	return false
}

// behindAmount are the characters that stand behind 三十个亿 where it is money (三十个亿元项目
// counts projects), and behind 二比一.
var behindAmount = NewRunes("，。；、）,;)！？的左上大台降缩扩变至到下提")

// endsMoney reports whether an amount can end before s.
func endsMoney(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || behindAmount.Has(r)
}

// ratioInWords reads 二比一 and 2.5比1: two numbers without units, and no third.
func ratioInWords(s string, first Number) (Quantity, bool) {
	if !strings.HasPrefix(s[first.End:], "比") || first.Scale != "" || first.Percent || first.Permil || first.Value.Cmp(big.NewRat(1000, 1)) >= 0 {
		return Quantity{}, false
	}
	second, ok := NumberAt(s, first.End+len("比"))
	if !ok || second.Scale != "" || second.Percent || second.Permil || second.Chinese != first.Chinese {
		return Quantity{}, false
	}
	if r, _ := utf8.DecodeRuneInString(s[second.End:]); second.End < len(s) && !behindAmount.Has(r) && !strings.HasPrefix(s[second.End:], "以") {
		return Quantity{}, false
	}
	q := Quantity{Start: first.Start, FullStart: first.Start, End: second.End, FullEnd: second.End, NumEnd: second.End, Class: RatioNos, Value: first.Value, Bound: schema.Eq}
	for _, n := range []Number{first, second} {
		q.Parts = append(q.Parts, Quantity{Start: n.Start, End: n.End, FullStart: n.Start, FullEnd: n.End, NumEnd: n.End, Class: Bare, Value: n.Value, Bound: schema.Eq})
	}
	return q, true
}
