package nlp

import (
	"strings"
	"unicode/utf8"
)

// Spans of years: five-year plans, and years by their count.

// planAt reads “十四五”, 十四五时期, 五年来, 过去五年, 三年来.
func planAt(s string, i int) (PeriodMention, bool) {
	j := cut(s, i, "“")
	if strings.HasPrefix(s[j:], "十") {
		k := j + len("十")
		r, w := utf8.DecodeRuneInString(s[k:])
		if d := digitValue[r]; d > 0 && strings.HasPrefix(s[k+w:], "五") && d < 9 {
			end := k + w + len("五")
			if q := cut(s, end, "”"); j > i && q == end {
				return PeriodMention{}, false // “十四五规划”: the quote is a name
			} else {
				end = q
			}
			// the tenth plan ran from 2001 to 2005
			from := 2001 + 5*int(d)
			if rest := cut(s, end, "前"); rest > end { // “十四五”前四年
				if n, k, ok := small(s, rest, 4); ok && strings.HasPrefix(s[k:], "年") {
					return PeriodMention{Start: i, End: k + len("年"), From: from, To: from + n - 1, FiveYear: true}, true
				}
			}
			end = cut(s, end, "规划期末", "规划期间", "规划期", "时期", "期间", "期末", "以来", "末")
			return PeriodMention{Start: i, End: end, From: from, To: from + 4, FiveYear: true}, true
		}
	}
	if p, ok := oldPlanAt(s, i, j); ok {
		return p, true
	}
	return spanAt(s, i)
}

// oldPlanAt reads “八五”, “十五”期间 and 九五时期, the five-year plans of 1981 to 2005;
// the word begins at j, behind a quotation mark if there is one. What spreads the law
// is no time: “八五”普法.
func oldPlanAt(s string, i, j int) (PeriodMention, bool) {
	end := cut(s, j, "六五", "七五", "八五", "九五", "十五")
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); end == j || numerals.Has(before) {
		return PeriodMention{}, false
	}
	close := cut(s, end, "”")
	tail := cut(s, close, "计划期间", "计划时期", "时期", "期间", "期末", "以来", "末")
	if (close > end) != (j > i) || j == i && (tail == end || s[end:tail] == "末") || strings.HasPrefix(s[close:], "普法") {
		return PeriodMention{}, false
	}
	from := 2001
	if k := strings.Index("六七八九", s[j:j+len("六")]); k >= 0 {
		from = 1981 + 5*k/len("六")
	}
	return PeriodMention{Start: i, End: tail, From: from, To: from + 4, FiveYear: true}, true
}

// spanAt reads a span of years by its count: 五年来, 过去三年, 今后五年, 十年间, 两年半
// 来, and 十年 of 十年年均增长.
func spanAt(s string, i int) (PeriodMention, bool) {
	j := cut(s, i, "过去的", "过去", "近", "今后", "未来", "这", "后")
	n, k, ok := small(s, j, 30)
	if !ok || n < 2 || !strings.HasPrefix(s[k:], "年") {
		return PeriodMention{}, false
	}
	k += len("年")
	if half := cut(s, k, "半"); half > k {
		n, k = n+1, half // 两年半 reach into three
	}
	if before := cut(s, k, "前"); before > k && j == i && !strings.HasPrefix(s[before:], "期") && !strings.HasPrefix(s[before:], "沿") {
		return PeriodMention{Start: i, End: before, Relative: -n}, true // 五年前
	}
	p := PeriodMention{Start: i, End: cut(s, k, "来", "间", "以来"), Span: n, FiveYear: true}
	if p.End == k && j == i && cut(s, k, "年均", "平均", "累计", "共", "增长", "提高", "分别", "实现", "新增", "下降", "合计") == k || isDigit(rune(s[j])) && j == i {
		return PeriodMention{}, false
	}
	switch word := s[i:j]; word {
	case "后":
		if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && !strings.ContainsRune("，。；、：（最\n", before) {
			return PeriodMention{}, false // 此后三年, 建成后三年
		}
		p.Relative, p.Named = n, true // 后三年年均需增长7%
	case "今后", "未来":
		p.Relative, p.Named = n, true
	case "过去的", "过去", "近":
		p.Past = true
	}
	return p, true
}
