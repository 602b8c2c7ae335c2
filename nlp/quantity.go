package nlp

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// Class says what sort of thing a quantity is, before any rule has looked at
// the words around it.
type Class byte

// The classes of quantities.
const (
	Percent  Class = 'P' // %, 百分之, 三成, 1/4; and ‰
	Points   Class = 'B' // 个百分点, 个基点
	Amount   Class = 'Q' // a number with a unit or measure word
	Times    Class = 'M' // 倍, 翻番
	Bare     Class = 'N' // a number alone, or with 万 or 亿 alone
	RankNo   Class = 'R' // 第6, 第6位, 前三
	RatioNos Class = 'D' // 2.5：36.7：60.7
	Doubling Class = 'G' // 翻番, 翻两番: a growth in percent
)

// A Quantity is a number in text with its unit and hedges. All offsets are
// half-open byte ranges in the text scanned.
type Quantity struct {
	Start, End         int // the surface: number and unit, a hedge between them included
	FullStart, FullEnd int // with the hedges before and after it
	Class              Class
	Value, Max         *big.Rat // Max is nil unless a range
	Unit               MeasuredUnit
	Weak               bool // the unit alone does not make it a quantity
	Chinese            bool // written in Chinese numerals
	Bound              schema.Bound
	Modifier           string
	Parts              []Quantity // of RatioNos
	// NumEnd is where the number itself ends, before a hedge and the unit.
	NumEnd int
}

// A Scanner finds quantities in text.
type Scanner struct {
	Units  *Units
	Hedges *Hedges
}

// At reads the quantity whose numeral starts at byte i of s; ok is false where
// no numeral starts. from is the end of the quantity before: no hedge is taken
// from before it.
func (c Scanner) At(s string, i, from int) (Quantity, bool) {
	if strings.HasPrefix(s[i:], "翻") {
		return c.doubling(s, i, from)
	}
	if strings.HasPrefix(s[i:], "首位") || strings.HasPrefix(s[i:], "榜首") {
		return c.firstPlace(s, i)
	}
	if q, ok := c.rank(s, i); ok {
		return q, true
	}
	num, ok := NumberAt(s, i)
	if !ok {
		return c.scaleAlone(s, i, from)
	}
	if q, ok := ratio(s, num); ok {
		c.hedges(s, num, from, &q)
		return q, true
	}
	q := Quantity{Start: i, FullStart: i, Value: num.Value, Chinese: num.Chinese, NumEnd: num.End, Bound: schema.Eq}
	c.unit(s, num, &q)
	if q.Unit.Text == "成" { // 3成 is 30 %
		if followsWord(s, num.End) {
			q.Unit, q.End, q.Class = MeasuredUnit{}, num.End, Bare
		} else {
			q.Value, q.Unit = new(big.Rat).Mul(q.Value, big.NewRat(10, 1)), c.known("%")
		}
	}
	c.compound(s, &q)
	c.rangeTo(s, num, &q)
	c.sign(s, from, &q)
	c.hedges(s, num, from, &q)
	return q, true
}

// unit reads what the number counts.
func (c Scanner) unit(s string, num Number, q *Quantity) {
	switch {
	case num.Percent:
		q.setUnit(num.End, c.known("%"), Percent)
		return
	case num.Permil:
		q.setUnit(num.End, c.known("‰"), Percent)
		return
	}
	if c.spoken(s, num, q) {
		return
	}
	j := num.End
	if num.More == "" {
		if h, k, ok := c.Hedges.between(s, j); ok {
			if u, ok := c.at(s, k, num.Scale); ok {
				q.Bound, q.Modifier, j = h.bound, h.word, k
				q.setUnit(u.End, u, classOf(u))
				q.Weak = u.Role == RoleWeak
				return
			}
		}
	}
	u, ok := c.at(s, j, num.Scale)
	if !ok {
		q.End, q.Class = j, Bare
		return
	}
	if u.Factor == nil {
		q.setUnit(u.End, u, Bare)
		return
	}
	q.setUnit(u.End, u, classOf(u))
	q.Weak = u.Role == RoleWeak
	if u.More != "" {
		q.Bound, q.Modifier = schema.Gt, u.More
	}
}

// at reads the unit at i behind a numeral that ended in scale.
func (c Scanner) at(s string, i int, scale string) (MeasuredUnit, bool) {
	u, ok := c.Units.At(s, i)
	if ok && u.Text != "大" && strings.HasSuffix(u.Text, "大") {
		return MeasuredUnit{Text: scale + strings.TrimSuffix(u.Text, "大"), End: u.End - len("大")}, true // 50万大学生
	}
	if scale == "" {
		return u, ok
	}
	if !ok {
		return MeasuredUnit{Text: scale, End: i}, true
	}
	u.Text = scale + u.Text
	if u.Factor != nil {
		u.Factor = new(big.Rat).Mul(u.Factor, big.NewRat(ScaleFactor(scale), 1))
	}
	if u.Role == RoleWeak {
		u.Role = RolePlain
	}
	return u, true
}

func (c Scanner) known(id string) MeasuredUnit {
	u, _ := c.Units.Parse(id)
	return u
}

func (q *Quantity) setUnit(end int, u MeasuredUnit, class Class) {
	q.End, q.Unit, q.Class = end, u, class
}

func classOf(u MeasuredUnit) Class {
	switch u.Role {
	case RolePercent:
		return Percent
	case RolePoints:
		return Points
	case RoleTimes:
		return Times
	}
	return Amount
}

// rangeTo reads the high end: 150%—260%, 8%至10%, 5~6%, 3—5个.
func (c Scanner) rangeTo(s string, num Number, q *Quantity) {
	end := q.End
	if q.Modifier != "" {
		return
	}
	for _, m := range []string{"——", "—", "–", "-", "~", "～", "―", "─", "至", "到"} {
		if !strings.HasPrefix(s[end:], m) {
			continue
		}
		k := end + len(m)
		hi, ok := NumberAt(s, k)
		if !ok || hi.Value.Cmp(q.Value) <= 0 && hi.Scale == num.Scale || strings.HasPrefix(s[:q.Start], "由") {
			return
		}
		if strings.HasSuffix(s[:q.Start], "由") || strings.HasSuffix(s[:q.Start], "从") {
			return
		}
		h := Quantity{Start: k, Value: hi.Value}
		c.unit(s, hi, &h)
		if h.Class == Bare && h.Unit.Text == "" && q.Class != Bare {
			return
		}
		if q.Class != Bare && q.Class != h.Class {
			return
		}
		if q.Unit.Text != "" && q.Unit.Text != h.Unit.Text {
			if q.Unit.Factor != nil || !strings.HasPrefix(h.Unit.Text, q.Unit.Text) {
				return
			}
		}
		if (m == "至" || m == "到") && h.Class == Amount && q.Unit.Text != "" && changedBy(s[:q.Start]) && hi.Value.Cmp(twice(q.Value)) >= 0 {
			q.Unit, q.Class, q.Weak = h.Unit, h.Class, h.Weak
			return // 标准提高5元至94元: by so much, to so much
		}
		q.Max, q.End, q.Unit, q.Class, q.Weak = hi.Value, h.End, h.Unit, h.Class, h.Weak
		q.Bound, q.NumEnd = schema.Range, hi.End
		return
	}
}

// changedBy reports whether before ends in a verb that by how much follows.
func changedBy(before string) bool {
	before = strings.TrimSuffix(before, "了")
	for _, v := range []string{"提高", "增加", "上调", "提升", "减少", "降低", "下调", "缩短", "新增", "净增"} {
		if strings.HasSuffix(before, v) {
			return true
		}
	}
	return false
}

func twice(v *big.Rat) *big.Rat { return new(big.Rat).Add(v, v) }

// sign takes a minus that stands right before the number.
func (c Scanner) sign(s string, from int, q *Quantity) {
	for _, m := range []string{"-", "−", "－"} {
		if !strings.HasSuffix(s[:q.Start], m) || q.Start-len(m) < from {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(s[:q.Start-len(m)])
		if r < utf8.RuneSelf && (digitByte(byte(r)) || latinByte(byte(r))) {
			return
		}
		q.Start -= len(m)
		q.FullStart = q.Start
		q.Value = new(big.Rat).Neg(q.Value)
		return
	}
}

// hedges takes the words before and after the quantity that limit it. A bound
// wins over a hedge.
func (c Scanner) hedges(s string, num Number, from int, q *Quantity) {
	if num.More != "" {
		q.Bound, q.Modifier = schema.Gt, num.More
	}
	q.FullEnd = q.End
	pre, start, okPre := c.Hedges.before(s, q.Start)
	if okPre && start >= from {
		q.FullStart = start
	} else {
		okPre = false
	}
	post, end, okPost := c.Hedges.after(s, q.End)
	if okPost && !hedgeGoesOn(s, q.End, end) {
		q.FullEnd = end
	} else {
		okPost = false
	}
	take := func(b schema.Bound, word string) {
		if q.Bound == schema.Range {
			q.Modifier = joinHedge(q.Modifier, word)
			return
		}
		if q.Bound == schema.Eq || q.Bound == schema.Approx {
			q.Bound = b
		}
		q.Modifier = joinHedge(q.Modifier, word)
	}
	if okPost {
		take(post.bound, post.word)
	}
	if okPre {
		if q.Bound == schema.Gt && pre.bound == schema.Lt {
			q.Bound = pre.bound
		}
		mod := q.Modifier
		q.Modifier = ""
		take(pre.bound, pre.word)
		q.Modifier = joinHedge(q.Modifier, mod)
	}
}

func joinHedge(a, b string) string {
	if a != "" && b != "" {
		return a + "…" + b
	}
	return a + b
}

// hedgeGoesOn reports whether what looks like a hedge is the front of another
// word: 多式联运, 余热, 起步, 来料, 以上 is never.
func hedgeGoesOn(s string, start, end int) bool {
	if end-start != len("余") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[end:])
	return end < len(s) && !strings.ContainsRune("，。；、）：的", r)
}

var colons = NewRunes("：:∶﹕")

// ratio reads 2.5：36.7：60.7, 2.54∶1 and 二比一.
func ratio(s string, first Number) (Quantity, bool) {
	if q, ok := ratioInWords(s, first); ok {
		return q, true
	}
	if r, _ := utf8.DecodeRuneInString(s[first.End:]); !colons.Has(r) {
		return Quantity{}, false
	}
	part := func(n Number) Quantity {
		return Quantity{Start: n.Start, End: n.End, FullStart: n.Start, FullEnd: n.End, NumEnd: n.End, Class: Bare, Value: n.Value, Bound: schema.Eq}
	}
	parts := []Quantity{part(first)}
	end := first.End
	for {
		mark := ""
		for _, m := range []string{"：", ":", "∶", "﹕"} {
			if strings.HasPrefix(s[end:], m) {
				mark = m
			}
		}
		if mark == "" || end+len(mark) >= len(s) || !digitByte(s[end+len(mark)]) {
			break
		}
		j, v := arabicDigits(s, end+len(mark))
		parts = append(parts, part(Number{Start: end + len(mark), End: j, Value: v}))
		end = j
	}
	if len(parts) < 2 || first.Chinese || first.Percent {
		return Quantity{}, false
	}
	return Quantity{Start: first.Start, FullStart: first.Start, End: end, FullEnd: end, NumEnd: end, Class: RatioNos, Value: first.Value, Bound: schema.Eq, Parts: parts}, true
}

// doubling reads 翻番, 翻一番, 翻两番: once is a growth of 100 %.
func (c Scanner) doubling(s string, i, from int) (Quantity, bool) {
	j := i + len("翻")
	if strings.HasPrefix(s[j:], "了") {
		j += len("了")
	}
	n, ok := NumberAt(s, j)
	if !ok {
		n = Number{Start: j, End: j, Value: big.NewRat(1, 1)}
		if !strings.HasPrefix(s[j:], "番") {
			return Quantity{}, false
		}
	}
	if !strings.HasPrefix(s[n.End:], "番") || !n.Value.IsInt() || n.Value.Cmp(big.NewRat(8, 1)) > 0 {
		return Quantity{}, false
	}
	f := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(n.Value.Num().Int64())))
	f.Sub(f, big.NewRat(1, 1)).Mul(f, big.NewRat(100, 1))
	q := Quantity{Start: i, FullStart: i, Value: f, Class: Doubling, Chinese: true, NumEnd: n.End, Bound: schema.Eq, Unit: c.known("%")}
	q.End = n.End + len("番")
	c.hedges(s, Number{}, from, &q)
	return q, true
}
