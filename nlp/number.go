package nlp

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// A Number is a numeral found in text, as an exact value.
type Number struct {
	Start, End int      // half-open byte range in the text scanned
	Value      *big.Rat // before Scale is applied; not to be changed
	// Scale is the 万 or 亿 that the numeral ends in and that belongs to the
	// unit as written: 104万人 is 104 of 万人. "" if there is none.
	Scale   string
	Chinese bool // written in Chinese numerals
	// Percent says that the numeral itself makes a share: 百分之五, 三成,
	// 二分之一, 1/4. Value is then in percent; Form says how it was written.
	Percent bool
	Permil  bool   // 千分之三: Value is in per mille
	More    string // 余, 多 or 几 standing inside the numeral: 五百多万, 十几亿
}

// digitValue is the value of a Chinese digit, formal numerals included.
var digitValue = map[rune]int64{
	'零': 0, '〇': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// tenValue is the value of a Chinese place word below 万.
var tenValue = map[rune]int64{'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000}

// ScaleFactor is the factor of a scale word such as 万, 亿, 万亿, 千万, 百亿;
// 1 for "". It is 0 for a word that is none.
func ScaleFactor(scale string) int64 {
	f := int64(1)
	for _, r := range scale {
		switch {
		case r == '万' || r == '萬':
			f *= 1e4
		case r == '亿' || r == '億':
			f *= 1e8
		case tenValue[r] != 0:
			f *= tenValue[r]
		default:
			return 0
		}
	}
	return f
}

func digitByte(c byte) bool { return '0' <= c && c <= '9' }

// numberStart are the Chinese characters that a numeral can start with.
var numberStart = NewRunes("零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千拾佰仟廿卅万")

// NumberAt reads the longest numeral that starts at byte i of s. It does not
// look at what stands before i.
func NumberAt(s string, i int) (Number, bool) {
	if i >= len(s) {
		return Number{}, false
	}
	if digitByte(s[i]) {
		return arabicAt(s, i)
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); !numberStart.Has(r) {
		return Number{}, false
	}
	if n, ok := partsAt(s, i); ok {
		return n, true
	}
	n, ok := chineseAt(s, i)
	if ok {
		if part, ok := fraction(s, n); ok {
			return part, true
		}
	}
	return n, ok
}

// arabicAt reads 8412, 1,040,000, 3.5, 1/4 and 1亿2千万.
func arabicAt(s string, i int) (Number, bool) {
	j, v := arabicDigits(s, i)
	n := Number{Start: i, End: j, Value: v}
	if j < len(s) && s[j] == '/' && j+1 < len(s) && digitByte(s[j+1]) && !strings.Contains(s[i:j], ".") {
		k, d := arabicDigits(s, j+1)
		_, tail := scaleAt(s, k)
		plain := k >= len(s) || (s[k] != '/' && tail == k)
		if plain && d.Sign() > 0 && v.Cmp(d) < 0 && k-j <= 4 {
			n.Value = new(big.Rat).Quo(new(big.Rat).Mul(v, big.NewRat(100, 1)), d)
			n.End, n.Percent = k, true
			return n, true
		}
	}
	return scaled(s, n), true
}

// arabicDigits reads the digits at i with their thousands groups and decimals.
func arabicDigits(s string, i int) (int, *big.Rat) {
	j, grouped := i, false
	for j < len(s) && digitByte(s[j]) {
		j++
	}
	if j-i <= 3 { // thousands groups
		for j+3 < len(s) && s[j] == ',' && digitByte(s[j+1]) && digitByte(s[j+2]) && digitByte(s[j+3]) && (j+4 >= len(s) || !digitByte(s[j+4])) {
			j += 4
			grouped = true
		}
	}
	if j+1 < len(s) && s[j] == '.' && digitByte(s[j+1]) {
		k := j + 1
		for k < len(s) && digitByte(s[k]) {
			k++
		}
		if k >= len(s) || s[k] != '.' || k+1 >= len(s) || !digitByte(s[k+1]) { // not 1.2.3
			j = k
		}
	}
	if j-i <= smallDigits {
		return j, smallDecimal(s[i:j])
	}
	text := s[i:j]
	if grouped {
		text = strings.ReplaceAll(text, ",", "")
	}
	v, _ := new(big.Rat).SetString(text)
	return j, v
}

// smallDigits is how long a decimal may be whose digits fit an int64.
const smallDigits = 18

// smallDecimal reads a decimal, commas left out; it is not to be changed.
func smallDecimal(text string) *big.Rat {
	var v, below int64 = 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '.':
			below = 1
		case c != ',':
			v, below = 10*v+int64(c-'0'), 10*below
		}
	}
	return decimalOf(v, below)
}

// scaled adds a mixed scale to an Arabic number: 1亿2千万 is 1.2 of 亿. A plain
// 万 or 亿 behind it is left to the unit.
func scaled(s string, n Number) Number {
	scale, k := scaleAt(s, n.End)
	if scale == "" || k >= len(s) || !digitByte(s[k]) {
		return n
	}
	j, v := arabicDigits(s, k)
	low, end := scaleAt(s, j)
	f, g := ScaleFactor(scale), ScaleFactor(low)
	if low == "" || g >= f {
		return n
	}
	if v.Cmp(big.NewRat(f/g, 1)) >= 0 {
		return n
	}
	part := new(big.Rat).Mul(v, big.NewRat(g, f))
	n.Value = new(big.Rat).Add(n.Value, part)
	n.Scale, n.End = scale, end
	return n
}

// scaleAt reads a scale word at i: 万, 亿, 万亿, 千万, 百亿 … It returns "" and
// i where there is none.
func scaleAt(s string, i int) (string, int) {
	j := i
	sawBig := false
	for j < len(s) {
		r, w := utf8.DecodeRuneInString(s[j:])
		if r == '万' || r == '亿' || r == '萬' || r == '億' {
			sawBig = true
		} else if tenValue[r] == 0 || sawBig {
			break
		}
		j += w
	}
	if j == i {
		return "", i
	}
	return s[i:j], j
}

// partsAt reads 百分之五点三, 千分之三, 一半.
func partsAt(s string, i int) (Number, bool) {
	for _, p := range []struct {
		word   string
		permil bool
		factor int64
	}{{"百分之", false, 1}, {"千分之", true, 1}, {"万分之", true, 0}} {
		if !strings.HasPrefix(s[i:], p.word) {
			continue
		}
		k := i + len(p.word)
		n, ok := NumberAt(s, k)
		if !ok && p.factor != 0 && strings.HasPrefix(s[k:], "百") { // 百分之百
			n, ok = Number{End: k + len("百"), Value: big.NewRat(100, 1), Chinese: true}, true
		}
		if !ok || n.Percent || n.Permil {
			return Number{}, false
		}
		n.Start = i
		n.Value = new(big.Rat).Mul(n.Value, big.NewRat(max(ScaleFactor(n.Scale), 1), 1))
		n.Scale = ""
		n.Percent, n.Permil = !p.permil, p.permil
		if p.factor == 0 {
			n.Value.Quo(n.Value, big.NewRat(10, 1))
		}
		return n, true
	}
	if strings.HasPrefix(s[i:], "一半") {
		return Number{Start: i, End: i + len("一半"), Value: big.NewRat(50, 1), Percent: true, Chinese: true}, true
	}
	return Number{}, false
}

// fraction reads what the numeral n makes with the words behind it: 二分之一,
// 三成, 三成五, 八成半.
func fraction(s string, n Number) (Number, bool) {
	i := n.Start
	if rest := s[n.End:]; strings.HasPrefix(rest, "分之") {
		d, ok := chineseAt(s, n.End+len("分之"))
		if !ok || n.Value.Sign() == 0 {
			return Number{}, false
		}
		v := new(big.Rat).Quo(new(big.Rat).Mul(d.Value, big.NewRat(100, 1)), n.Value)
		return Number{Start: i, End: d.End, Value: v, Percent: true, Chinese: true}, true
	} else if strings.HasPrefix(rest, "成") && n.Scale == "" && n.Value.Cmp(big.NewRat(10, 1)) < 0 && !followsWord(s, n.End) {
		v := new(big.Rat).Mul(n.Value, big.NewRat(10, 1))
		end := n.End + len("成")
		if r, w := utf8.DecodeRuneInString(s[end:]); digitValue[r] > 0 {
			v.Add(v, big.NewRat(digitValue[r], 1))
			end += w
		} else if r == '半' {
			v.Add(v, big.NewRat(5, 1))
			end += w
		}
		return Number{Start: i, End: end, Value: v, Percent: true, Chinese: true}, true
	}
	return Number{}, false
}

// followsWord reports whether the 成 at i begins a word of its own: 成立, 成为,
// 成员, 成渝 …
func followsWord(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i+len("成"):])
	return strings.ContainsRune("立为员果功效本熟长都渝套品就年人分交型组", r)
}

// chineseAt reads a Chinese numeral: 三千四百二十万, 一百零四万, 廿四, 五点三,
// 二〇二四, 五百多万. A numeral that ends in 万 or 亿 keeps it as Scale.
func chineseAt(s string, i int) (Number, bool) {
	if n, run := spelledAt(s, i); run > 1 {
		return n, n.Value != nil
	}
	c := chineseNumeral{s: s, at: i}
	for c.at < len(s) && c.step() {
	}
	if !c.have {
		return Number{}, false
	}
	n := Number{Start: i, End: c.at, Chinese: true, More: c.more}
	rest := c.section + c.digit
	if c.digit != 0 && c.bareDigit { // 三万五, 三百五: the digit counts tenths of the place before
		rest = c.section + c.digit*c.place/10
	}
	n.Value = decimalOf(rest, 1)
	if c.topFactor != 0 { // 一亿二千万 is 1.2 of 亿
		n.Value, n.Scale = new(big.Rat).SetFrac64(c.total+rest, c.topFactor), c.top
	}
	return pointAt(s, n), true
}

// spelledAt reads a number given digit by digit (二〇二四). run is how many
// digits stand together; two alone (两三) are vague and no number.
func spelledAt(s string, i int) (n Number, run int) {
	var v int64
	zero := false
	j := i
	for j < len(s) {
		r, w := utf8.DecodeRuneInString(s[j:])
		d, ok := digitValue[r]
		if !ok {
			break
		}
		v, run, j, zero = v*10+d, run+1, j+w, zero || r == '〇' || r == '○'
	}
	if run > 2 && run < 10 || run == 2 && zero {
		n = Number{Start: i, End: j, Value: new(big.Rat).SetInt64(v), Chinese: true}
	}
	return n, run
}

// A chineseNumeral is the state of reading a numeral by places.
type chineseNumeral struct {
	s  string
	at int

	total, section, digit int64  // whole scales read; places below the next scale; the digit not yet placed
	place                 int64  // the place the last digit was put in
	top                   string // the highest scale word, and its factor
	topFactor             int64
	more                  string
	have, bareDigit, zero bool
}

// step reads one character; it is false where the numeral ends.
func (c *chineseNumeral) step() bool {
	r, w := utf8.DecodeRuneInString(c.s[c.at:])
	t := tenValue[r]
	d, isDigit := digitValue[r]
	switch {
	case isDigit:
		if c.digit != 0 {
			return false
		}
		c.bareDigit = c.place > 10 && !c.zero && d != 0
		c.digit, c.have, c.zero = d, true, d == 0
	case t != 0:
		if c.digit == 0 {
			if t != 10 || c.zero && c.section == 0 && c.total == 0 { // 百 and 千 need a digit; 十 alone is ten
				return false
			}
			c.digit = 1
		}
		if c.section != 0 && t >= c.place {
			return false
		}
		c.section, c.digit, c.place, c.have, c.bareDigit, c.zero = c.section+c.digit*t, 0, t, true, false, false
	case r == '廿' || r == '卅':
		if c.section != 0 || c.digit != 0 {
			return false
		}
		c.section, c.place, c.have = 20, 10, true
		if r == '卅' {
			c.section = 30
		}
	case (r == '多' || r == '余' || r == '几' && c.place == 10 && c.digit == 0) && c.section != 0 && c.more == "" && hasScale(c.s[c.at+w:]):
		c.more = c.s[c.at : c.at+w]
	case r == '万' || r == '亿' || r == '萬' || r == '億':
		return c.scale()
	default:
		return false
	}
	c.at += w
	return true
}

// scale closes a section with 万, 亿 or 万亿.
func (c *chineseNumeral) scale() bool {
	word, end := scaleAt(c.s, c.at)
	f, v := ScaleFactor(word), c.section+c.digit
	if v == 0 || c.topFactor != 0 && f >= c.topFactor {
		return false
	}
	if c.topFactor == 0 {
		c.top, c.topFactor = word, f
	}
	c.total += v * f
	c.section, c.digit, c.place, c.bareDigit, c.zero = 0, 0, f, false, false
	c.at = end
	return true
}

func hasScale(s string) bool {
	return strings.HasPrefix(s, "万") || strings.HasPrefix(s, "亿")
}

// pointAt adds the decimals of 五点三 and a scale behind them: 三点五亿.
func pointAt(s string, n Number) Number {
	if n.Scale != "" || !strings.HasPrefix(s[n.End:], "点") {
		return n
	}
	j := n.End + len("点")
	frac := ""
	for j < len(s) {
		r, w := utf8.DecodeRuneInString(s[j:])
		d, ok := digitValue[r]
		if !ok {
			break
		}
		frac += string(rune('0' + d))
		j += w
	}
	if frac == "" {
		return n
	}
	f, _ := new(big.Rat).SetString("0." + frac)
	n.Value = new(big.Rat).Add(n.Value, f)
	n.End = j
	if scale, k := scaleAt(s, j); hasScale(scale) {
		n.Scale, n.End = scale, k
	}
	return n
}
