package nlp

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// Quantities that are said in more than one number, or in none.

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
	case strings.HasPrefix(rest, "个多百分点"), strings.HasPrefix(rest, "个余百分点"):
		q.setUnit(num.End+len("个多百分点"), c.known("个百分点"), Points)
		q.Bound, q.Modifier = schema.Gt, rest[len("个"):len("个多")]
		return true
	case num.Scale == "" && strings.HasPrefix(rest, "个亿") && endsAmount(rest[len("个亿"):]):
		q.setUnit(num.End+len("个亿"), c.known("亿元"), Amount)
		return true
	case num.Scale == "" && c.medals(s, num, q):
		return true
	case num.Scale != "" || !num.Value.IsInt():
		return false
	}
	for _, unit := range []string{"米", "块"} { // 三米二
		if !num.Chinese || !strings.HasPrefix(rest, unit) {
			continue
		}
		tenths, end, ok := small(s, num.End+len(unit), 9)
		if after, _ := utf8.DecodeRuneInString(s[end:]); ok && (end == len(s) || behindAmount.Has(after)) {
			q.Value = new(big.Rat).Add(q.Value, big.NewRat(int64(tenths), 10))
			q.setUnit(end, c.known(unit), Amount)
			q.NumEnd = end
			return true
		}
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

// endsAmount reports whether an amount can end before s.
func endsAmount(s string) bool {
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

// scaleAlone reads a scale word without a digit where a hedge says that it is a
// figure: 超千亿元 is more than 1000亿元, 上千家 at least 1000家, 不足百个 less than
// 100个. 亿元村 and 千亿级 are names.
func (c Scanner) scaleAlone(s string, i, from int) (Quantity, bool) {
	word, end := scaleAt(s, i)
	var value int64
	scale := word
	switch word {
	case "万", "亿", "万亿":
		value = 1
	case "百", "千":
		value, scale = ScaleFactor(word), ""
	case "千亿", "百亿", "十亿", "千万", "百万", "十万":
		r, w := utf8.DecodeRuneInString(word)
		value, scale = tenValue[r], word[w:]
	default:
		return Quantity{}, false
	}
	h, start, ok := c.Hedges.before(s, i)
	if !ok {
		h, start, ok = reaching(s, i)
	}
	if !ok || start < from {
		return Quantity{}, false
	}
	u, ok := c.Units.At(s, end)
	if !ok && hasScale(scale) && endsAmount(s[end:]) && h.word != "达到" { // 旅客吞吐量破亿
		u.Factor = big.NewRat(1, 1)
	} else if !ok || u.Factor == nil || u.Role != RolePlain {
		return Quantity{}, false
	}
	num := Number{Start: i, End: end, Value: big.NewRat(value, 1), Scale: scale, Chinese: true}
	q := Quantity{Start: i, FullStart: i, Value: num.Value, Chinese: true, NumEnd: end, Bound: schema.Eq}
	c.unit(s, num, &q)
	c.hedges(s, num, from, &q)
	if q.Modifier == "" {
		q.FullStart, q.Bound, q.Modifier = start, h.bound, h.word
	}
	return q, true
}

// reachingWords lead up to a scale word that stands for a figure, and are no
// hedges before a number with digits.
var reachingWords = []hedge{{word: "上", bound: schema.Ge}, {word: "破", bound: schema.Gt}, {word: "达到", bound: schema.Eq}, {word: "重回", bound: schema.Eq}}

// reaching returns the word of reachingWords that ends at byte i of s, and where
// it starts. The 上 of 以上, 网上 and the like is none.
func reaching(s string, i int) (hedge, int, bool) {
	for _, h := range reachingWords {
		if !strings.HasSuffix(s[:i], h.word) {
			continue
		}
		start := i - len(h.word)
		if r, _ := utf8.DecodeLastRuneInString(s[:start]); h.word == "上" && strings.ContainsRune("以网线海陆天向之早晚路船", r) {
			return hedge{}, i, false
		}
		return h, start, true
	}
	return hedge{}, i, false
}

// medals reads what one short word counts of each metal: 14金 of 14金9银13铜 is 14 枚.
func (c Scanner) medals(s string, num Number, q *Quantity) bool {
	metal, w := decode(s, num.End)
	if !metals.Has(metal) {
		return false
	}
	end := num.End + w
	next, ok := NumberAt(s, end)
	if ok {
		r, _ := decode(s, next.End)
		ok = metals.Has(r) && r != metal
	}
	if before, n := utf8.DecodeLastRuneInString(s[:num.Start]); !ok && metals.Has(before) && before != metal {
		r, _ := utf8.DecodeLastRuneInString(s[:num.Start-n])
		ok = digits.Has(r)
	}
	if ok {
		q.setUnit(end, c.known("枚"), Amount)
	}
	return ok
}

var (
	metals = NewRunes("金银铜")
	digits = NewRunes("0123456789一二两三四五六七八九十")
)
