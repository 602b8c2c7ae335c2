package ingest

import (
	"context"
	"strconv"
	"strings"
)

// A numberer writes the automatic numbers of a Word document: 一、 （一） 1.
type numberer struct {
	lists    map[string]string              // numId → abstractNumId
	levels   map[string]map[int]numberLevel // by abstractNumId
	restarts map[string]map[int]int         // numId → level → the number it starts anew from
	counts   map[string][]int               // by abstractNumId: the last number of each level
	seen     map[string]bool                // numIds that have started
}

// A numberLevel is one level of a list.
type numberLevel struct {
	format string // numFmt: decimal, chineseCounting …
	text   string // lvlText: %1、
	start  int
	legal  bool // all numbers in it are decimal
}

// load reads numbering.xml.
func (b *numberer) load(data []byte) error {
	root, err := parseXML(context.Background(), data)
	if err != nil {
		return err
	}
	b.lists, b.levels, b.restarts = map[string]string{}, map[string]map[int]numberLevel{}, map[string]map[int]int{}
	b.counts, b.seen = map[string][]int{}, map[string]bool{}
	n := root.child("numbering")
	for _, a := range n.all("abstractNum") {
		b.levels[a.attrs.get("abstractNumId")] = readLevels(a)
	}
	for _, num := range n.all("num") {
		id, list := num.attrs.get("numId"), num.child("abstractNumId").val()
		b.lists[id] = list
		for _, o := range num.all("lvlOverride") {
			level := atoi(o.attrs.get("ilvl"), 0)
			if s := o.child("startOverride"); s != nil {
				if b.restarts[id] == nil {
					b.restarts[id] = map[int]int{}
				}
				b.restarts[id][level] = atoi(s.val(), 1)
			}
			if o.child("lvl") != nil { // a list of its own from here on
				own := map[int]numberLevel{}
				for k, v := range b.levels[list] {
					own[k] = v
				}
				for k, v := range readLevels(o) {
					own[k] = v
				}
				list = list + "/" + id
				b.lists[id], b.levels[list] = list, own
			}
		}
	}
	return nil
}

func readLevels(n *xmlNode) map[int]numberLevel {
	out := map[int]numberLevel{}
	for _, l := range n.all("lvl") {
		out[atoi(l.attrs.get("ilvl"), 0)] = numberLevel{
			format: l.child("numFmt").val(), text: l.child("lvlText").val(),
			start: atoi(l.child("start").val(), 1), legal: l.child("isLgl").on(),
		}
	}
	return out
}

// next counts one paragraph of a list and returns its number as it is printed;
// "" if the paragraph has none or a bullet.
func (b *numberer) next(numID string, level int) string {
	list, ok := b.lists[numID]
	if !ok || numID == "0" || level < 0 || level > 8 {
		return ""
	}
	levels := b.levels[list]
	l, ok := levels[level]
	if !ok {
		return ""
	}
	counts := b.counts[list]
	if counts == nil {
		counts = make([]int, 9)
		for k := range counts {
			counts[k] = levels[k].start - 1
		}
		b.counts[list] = counts
	}
	if !b.seen[numID] {
		b.seen[numID] = true
		for k, start := range b.restarts[numID] {
			if k >= 0 && k < len(counts) {
				counts[k] = start - 1
			}
		}
	}
	counts[level]++
	for k := level + 1; k < len(counts); k++ {
		counts[k] = levels[k].start - 1
	}
	if l.format == "bullet" || l.format == "none" {
		return ""
	}
	text := l.text
	for k := level; k >= 0; k-- {
		format := levels[k].format
		if l.legal {
			format = "decimal"
		}
		n := counts[k]
		if k < level {
			n = max(n, levels[k].start)
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(k+1), formatNumber(n, format))
	}
	return text
}

// formatNumber writes n in a format of Word's.
func formatNumber(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital", "koreanCounting":
		return chineseNumber(n)
	case "ideographTraditional":
		if n >= 1 && n <= 10 {
			return string([]rune("甲乙丙丁戊己庚辛壬癸")[n-1])
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperLetter", "lowerLetter":
		if n >= 1 && n <= 26*20 {
			s := strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
			if format == "lowerLetter" {
				s = strings.ToLower(s)
			}
			return s
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	return strconv.Itoa(n)
}

// chineseNumber writes 1 to 999 as 一, 十二, 二十, 一百零三; others in digits.
func chineseNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 1 || n > 999:
		return strconv.Itoa(n)
	case n < 10:
		return string(digits[n])
	case n < 20:
		return "十" + strings.Trim(string(digits[n%10]), "零")
	case n < 100:
		return string(digits[n/10]) + "十" + strings.Trim(string(digits[n%10]), "零")
	}
	s := string(digits[n/100]) + "百"
	switch rest := n % 100; {
	case rest == 0:
		return s
	case rest < 10:
		return s + "零" + string(digits[rest])
	case rest < 20:
		return s + "一" + chineseNumber(rest)
	default:
		return s + chineseNumber(rest)
	}
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var sb strings.Builder
	for _, v := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= v.n; n -= v.n {
			sb.WriteString(v.s)
		}
	}
	return sb.String()
}
