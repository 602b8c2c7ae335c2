package nlp

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"zhibiao/schema"
)

// A PeriodMention is a stretch of text that names a time. Years may be
// relative to the report; Resolve settles them.
type PeriodMention struct {
	Start, End int // half-open byte range in the text scanned

	From, To int // years; From is 0 unless a range of years; To is 0 where only a part of a year is named
	// Relative is how far To is from the current year where the text says
	// 今年 (0), 去年 (-1), 明年 (+1); Named tells that it does.
	Relative int
	Named    bool
	// Part of the year, at most one set: months From..To (1-12), half, quarter.
	MonthFrom, Month int
	Half, Quarter    int // Quarter 1..4; the first n quarters have QuarterFrom 1
	QuarterFrom      int
	Span             int  // how many years a span counts: 5 of 五年来
	Past             bool // of years gone by: 过去五年
	FiveYear         bool // names a five-year plan or a span of years by count: 十四五, 五年来
	Until            bool // 到2030年: an end that is aimed at or reached
	Bare             bool // a year without 年
}

// PeriodAt reads the time that starts at byte i of s.
func PeriodAt(s string, i int) (PeriodMention, bool) {
	if !timeAhead(s, i) {
		return quarterListed(s, i)
	}
	for _, f := range []func(string, int) (PeriodMention, bool){yearAt, monthAt, firstMonthsAt, planAt, wordAt, surveyAt} {
		if p, ok := f(s, i); ok {
			return p, true
		}
	}
	return quarterListed(s, i)
}

// quarterListed reads a quarter whose 季度 stands behind the last of a list: 三 of
// 三、四季度.
func quarterListed(s string, i int) (PeriodMention, bool) {
	const numeral, comma = len("三"), len("、")
	from := i
	if strings.HasPrefix(s[i:], "第") {
		i += len("第")
	}
	if !strings.HasPrefix(s[i+min(numeral, len(s)-i):], "、") || i > 0 && strings.HasSuffix(s[:i], "十") {
		return PeriodMention{}, false
	}
	quarter := quarterNo(s, i)
	if quarter == 0 {
		return PeriodMention{}, false
	}
	for j, q := i+numeral, quarter; strings.HasPrefix(s[j:], "、"); j += numeral {
		j += comma
		if quarterNo(s, j) != q+1 {
			break
		}
		if q++; strings.HasPrefix(s[j+numeral:], "季度") {
			return PeriodMention{Start: from, End: i + numeral, Quarter: quarter}, true
		}
	}
	return PeriodMention{}, false
}

// quarterNo is the number of a quarter that stands at byte i of s; 0 if there is none.
func quarterNo(s string, i int) int {
	for n, w := range []string{"一", "二", "三", "四"} {
		if strings.HasPrefix(s[i:], w) {
			return n + 1
		}
	}
	return 0
}

var (
	timeStart  = NewRunes("0123456789零〇○一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾“第前上下今去本明过近未后这年")
	numerals   = NewRunes("0123456789零〇○一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾")
	afterCount = NewRunes("年月季时期-—–~～―─至到")
)

// timeAhead is the cheap look whether a time can start at i. Of the numbers, only
// years, the count of a plan and those before 年, 月 and 季 or a dash begin one.
func timeAhead(s string, i int) bool {
	r, w := utf8.DecodeRuneInString(s[i:])
	if !timeStart.Has(r) {
		return false
	}
	if !numerals.Has(r) || r == '十' {
		return true
	}
	count, j := 1, i+w
	for {
		r, w = utf8.DecodeRuneInString(s[j:])
		if !numerals.Has(r) {
			return count == len("2024") || afterCount.Has(r)
		}
		count++
		j += w
	}
}

// fourDigits reads a year of four digits, Arabic or spelled (二〇二四).
func fourDigits(s string, i int) (int, int, bool) {
	year, n, j := 0, 0, i
	for j < len(s) && n < 5 {
		r, w := utf8.DecodeRuneInString(s[j:])
		d := int64(-1)
		if '0' <= r && r <= '9' {
			d = int64(r - '0')
		} else if v, ok := digitValue[r]; ok {
			d = v
		}
		if d < 0 {
			break
		}
		year, n, j = year*10+int(d), n+1, j+w
	}
	return year, j, n == 4 && 1900 <= year && year <= 2100
}

var dashes = []string{"——", "—", "–", "-", "~", "～", "―", "─", "至", "到"}

func cut(s string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(s[i:], w) && !(w == "初" && beginning(s[i+len(w):])) {
			return i + len(w)
		}
	}
	return i
}

// beginning reports whether rest goes on a word that 初 begins: 初中, 初步.
func beginning(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r != utf8.RuneError && strings.ContainsRune("步中级始审创高婚诊", r)
}

// yearAt reads 2024年, 2024年12月末, 2021—2025年, 2024年度, and a bare 2024.
func yearAt(s string, i int) (PeriodMention, bool) {
	y, j, ok := fourDigits(s, i)
	if !ok || i > 0 && (digitByte(s[i-1]) || s[i-1] == '.') {
		return shortYearAt(s, i)
	}
	p := PeriodMention{Start: i, To: y}
	k := cut(s, j, "年度", "年")
	if d := cut(s, k, dashes...); d > k {
		if y2, j2, ok := fourDigits(s, d); ok && y2 > y {
			if e := cut(s, j2, "年度", "年"); e > j2 {
				p.From, p.To, p.End = y, y2, cut(s, e, "期间", "末", "底")
				return p, true
			}
		}
	}
	if k == j {
		if !bareYear(s, j) {
			return PeriodMention{}, false
		}
		p.Bare, p.End = true, j
		return p, true
	}
	if e := cut(s, k, "年末", "年底", "末", "底", "初"); e > k {
		p.End = e
		return p, true
	}
	p.End = k
	if part, ok := partAt(s, k); ok {
		part.Start, part.To = i, y
		return part, true
	}
	p.End = surveyEnd(s, k)
	return p, true
}

// shortYear is a year of the last century by its decade and its digit: 九三年. Of
// two digits in a row it would be a count: 七八年.
var shortYear = NewExpr(`^(?:[五六七八九][零〇]|五[一二三四五七八九]|六[一二三四五六八九]|七[一二三四五六七九]|八[一二三四五六七八]|九[一二三四五六七八九])年(?:$|[^级制以内来间期后前计龄多左的代])`)

// shortYearAt reads 九三年, 八五年底.
func shortYearAt(s string, i int) (PeriodMention, bool) {
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); numerals.Has(before) || strings.ContainsRune("第近这“", before) || !shortYear.MatchString(s[i:]) {
		return PeriodMention{}, false
	}
	tens, w := utf8.DecodeRuneInString(s[i:])
	units, v := utf8.DecodeRuneInString(s[i+w:])
	k := i + w + v + len("年")
	return PeriodMention{Start: i, End: cut(s, k, "末", "底", "初"), To: 1900 + int(10*digitValue[tens]+digitValue[units])}, true
}

// partAt reads the part of a year that is named behind it: 5月, 前5个月, 上半年.
func partAt(s string, i int) (PeriodMention, bool) {
	if m, ok := monthAt(s, i); ok {
		return m, true
	}
	if m, ok := firstMonthsAt(s, i); ok {
		return m, true
	}
	w, ok := wordAt(s, i)
	return w, ok && (w.Half > 0 || w.Quarter > 0)
}

// firstMonthsAt reads 前5个月.
func firstMonthsAt(s string, i int) (PeriodMention, bool) {
	j := cut(s, i, "前")
	if j == i {
		return PeriodMention{}, false
	}
	n, k, ok := small(s, j, 11)
	if end := cut(s, k, "个月份", "个月"); ok && n > 1 && end > k {
		return PeriodMention{Start: i, End: end, MonthFrom: 1, Month: n}, true
	}
	return PeriodMention{}, false
}

// bareYear reports whether four digits ending at j can be a year without 年:
// no unit, digit, letter or sign goes on behind them.
func bareYear(s string, j int) bool {
	if j >= len(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[j:])
	return !digitByte(s[j]) && s[j] != '.' && s[j] != '%' && s[j] != ',' && s[j] != '/' && !latinByte(s[j]) &&
		!strings.ContainsRune("万亿千百余多个家户人名项条件台辆所座处场次套支枚张口宗笔份部栋元吨亩公平立米里席位种类对只头株列班艘架宗件桶吨袋箱瓶幢栋棵匹尾羽组团队把根块片幅本册集批次轮趟站点院校店铺厂度款‰：∶:、", r)
}

// monthAt reads 12月, 1—6月份, 12月末, 6月30日.
func monthAt(s string, i int) (PeriodMention, bool) {
	m, j, ok := small(s, i, 12)
	if !ok || i > 0 && (digitByte(s[i-1]) || s[i-1] == '.') {
		return PeriodMention{}, false
	}
	p := PeriodMention{Start: i, Month: m}
	k := cut(s, j, "月")
	if d := cut(s, k, dashes...); d > k {
		if m2, j2, ok := small(s, d, 12); ok && m2 > m {
			if e := cut(s, j2, "月"); e > j2 {
				p.MonthFrom, p.Month, p.End = m, m2, cut(s, e, "份", "末", "底")
				return p, true
			}
		}
	}
	if k == j {
		return PeriodMention{}, false
	}
	p.End = cut(s, k, "份", "末", "底", "初")
	if d, e, ok := small(s, k, 31); ok && d > 0 {
		f := cut(s, e, "日")
		if to := cut(s, f, dashes...); to > f { // 6日至10日
			if d, g, ok := small(s, to, 31); ok && d > 0 && cut(s, g, "日") > g {
				f = cut(s, g, "日")
			}
		}
		if f > e {
			p.End = f
		}
	}
	return p, true
}

// small reads a number from 1 to most, Arabic or Chinese.
func small(s string, i, most int) (int, int, bool) {
	n, ok := NumberAt(s, i)
	if !ok || n.Scale != "" || n.Percent || n.Permil || !n.Value.IsInt() {
		return 0, i, false
	}
	v := n.Value.Num().Int64()
	return int(v), n.End, 1 <= v && v <= int64(most)
}

// timeWords are the times that are named by a word, longest first.
var timeWords = []struct {
	word string
	p    PeriodMention
}{
	{"前三季度", PeriodMention{QuarterFrom: 1, Quarter: 3}}, {"前3季度", PeriodMention{QuarterFrom: 1, Quarter: 3}},
	{"前二季度", PeriodMention{QuarterFrom: 1, Quarter: 2}}, {"前两季度", PeriodMention{QuarterFrom: 1, Quarter: 2}},
	{"第一季度", PeriodMention{Quarter: 1}}, {"第二季度", PeriodMention{Quarter: 2}}, {"第三季度", PeriodMention{Quarter: 3}}, {"第四季度", PeriodMention{Quarter: 4}},
	{"一季度", PeriodMention{Quarter: 1}}, {"二季度", PeriodMention{Quarter: 2}}, {"三季度", PeriodMention{Quarter: 3}}, {"四季度", PeriodMention{Quarter: 4}},
	{"1季度", PeriodMention{Quarter: 1}}, {"2季度", PeriodMention{Quarter: 2}}, {"3季度", PeriodMention{Quarter: 3}}, {"4季度", PeriodMention{Quarter: 4}},
	// the national population censuses (统计局): years of reference
	{"第四次全国人口普查", PeriodMention{To: 1990}}, {"第五次全国人口普查", PeriodMention{To: 2000}}, {"第六次全国人口普查", PeriodMention{To: 2010}}, {"第七次全国人口普查", PeriodMention{To: 2020}},
	{"上半年", PeriodMention{Half: 1}}, {"下半年", PeriodMention{Half: 2}},
	{"年内", PeriodMention{}},
	{"今年以来", PeriodMention{Named: true}}, {"今年", PeriodMention{Named: true}}, {"本年", PeriodMention{Named: true}},
	{"去年", PeriodMention{Named: true, Relative: -1}}, {"前年", PeriodMention{Named: true, Relative: -2}}, {"明年", PeriodMention{Named: true, Relative: 1}},
}

// withinYears stand before 年内 that is no word of its own: 三年内, 近年内.
var withinYears = NewRunes("0123456789零〇○一二两三四五六七八九十廿卅百半近几数多余当本去今明每全来学财")

// timeWordStart are the characters that they start with.
var timeWordStart = func() *Runes {
	x := &Runes{}
	for _, w := range timeWords {
		r, _ := utf8.DecodeRuneInString(w.word)
		x.add(r, r)
	}
	return x
}()

func wordAt(s string, i int) (PeriodMention, bool) {
	if r, _ := utf8.DecodeRuneInString(s[i:]); !timeWordStart.Has(r) {
		return PeriodMention{}, false
	}
	for _, w := range timeWords {
		if strings.HasPrefix(s[i:], w.word) {
			if before, _ := utf8.DecodeLastRuneInString(s[:i]); w.word == "年内" && withinYears.Has(before) {
				return PeriodMention{}, false
			}
			p := w.p
			p.Start, p.End = i, i+len(w.word)
			if p.Named {
				if part, ok := partAt(s, p.End); ok {
					part.Start, part.Named, part.Relative = i, true, p.Relative
					return part, true
				}
			}
			return p, true
		}
	}
	return PeriodMention{}, false
}

// Resolve settles a mention: year is the current year of the statement, which
// 今年 means and a month alone belongs to.
func (p PeriodMention) Resolve(year int) schema.Period {
	to := p.To
	if to == 0 {
		to = year + p.Relative
	}
	switch {
	case to == 0 || year == 0 && p.To == 0:
		return schema.Period{}
	case p.MonthFrom == 1 && p.Month == 12:
		return Year(to)
	case p.Month > 0 && p.MonthFrom > 0:
		return months(fmt.Sprintf("%d-%02d/%d-%02d", to, p.MonthFrom, to, p.Month), to, p.MonthFrom, p.Month)
	case p.Month > 0:
		return months(fmt.Sprintf("%d-%02d", to, p.Month), to, p.Month, p.Month)
	case p.Half > 0:
		return months(fmt.Sprintf("%d-H%d", to, p.Half), to, 6*p.Half-5, 6*p.Half)
	case p.Quarter > 0 && p.QuarterFrom > 0:
		return months(fmt.Sprintf("%d-Q%d/%d-Q%d", to, p.QuarterFrom, to, p.Quarter), to, 3*p.QuarterFrom-2, 3*p.Quarter)
	case p.Quarter > 0:
		return months(fmt.Sprintf("%d-Q%d", to, p.Quarter), to, 3*p.Quarter-2, 3*p.Quarter)
	}
	return Year(to)
}

// Year is the whole calendar year y; the zero Period for 0.
func Year(y int) schema.Period {
	if y == 0 {
		return schema.Period{}
	}
	if k := y - firstYear; 0 <= k && k < len(commonYears) {
		return commonYears[k]
	}
	return yearOf(y)
}

// commonYears are the years from firstYear on that nearly all figures are of.
const firstYear = 1970

var commonYears = func() (out [80]schema.Period) {
	for k := range out {
		out[k] = yearOf(firstYear + k)
	}
	return out
}()

func yearOf(y int) schema.Period {
	return months(strconv.Itoa(y), y, 1, 12)
}

// Years is the closed range of years from..to.
func Years(from, to int) schema.Period {
	p := Year(to)
	p.Text = fmt.Sprintf("%d/%d", from, to)
	p.Start = time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
	return p
}

func months(text string, year, from, to int) schema.Period {
	return schema.Period{
		Text:  text,
		Start: time.Date(year, time.Month(from), 1, 0, 0, 0, 0, time.UTC),
		End:   time.Date(year, time.Month(to)+1, 0, 0, 0, 0, 0, time.UTC),
	}
}
