package nlp

import (
	"strings"
	"unicode/utf8"
)

// Surveys that stand for the year they were made in.

var (
	// surveyBehind is the survey of the year before it: 2010年第六次全国人口普查,
	// 2015年1%人口抽样调查.
	surveyBehind = NewExpr(`^(?:的)?(?:(?:第[一二三四五六七八九十]次)?(?:全国|全省|全市)?(?:人口|经济|农业|工业|[^，。；、的]{2,6})普查|(?:全国)?1%人口抽样调查)(?:时|数据|结果)?`)
	// surveyTold follows a survey that something is compared with.
	surveyTold = NewExpr(`^(?:的|相比|相较|比较|，|（|）|时|增|减|上升|下降|提高|降低|升|降|多|少|高|低|[\d])`)
)

// surveyEnd is where the survey ends that names the year up to k once more; k if
// none follows it there.
func surveyEnd(s string, k int) int {
	m := surveyBehind.FindString(s[k:])
	if m == "" || !surveyTold.MatchString(s[k+len(m):]) {
		return k
	}
	return k + len(m)
}

// surveys are the national surveys by their numbers and the years they tell of (统计局).
var surveys = []struct {
	what  string
	years []int
}{
	{"经济普查", []int{2004, 2008, 2013, 2018, 2023}},
	{"农业普查", []int{1996, 2006, 2016}},
}

// surveyStart begins a survey by its number.
var surveyStart = NewRunes("第")

// surveyAt reads 第三次全国经济普查 behind a word of comparison: where it is not compared
// with, a report only tells of the survey.
func surveyAt(s string, i int) (PeriodMention, bool) {
	if r, _ := utf8.DecodeRuneInString(s[i:]); !surveyStart.Has(r) || cutBack(s, i, "比", "较", "与", "同") == i {
		return PeriodMention{}, false
	}
	rest := s[i+len("第"):]
	r, w := utf8.DecodeRuneInString(rest)
	n := strings.Index("一二三四五", string(r)) / len("一")
	behind, ok := strings.CutPrefix(rest[w:], "次全国")
	if n < 0 || !ok || !strings.ContainsRune("一二三四五", r) {
		return PeriodMention{}, false
	}
	for _, v := range surveys {
		if after, ok := strings.CutPrefix(behind, v.what); ok && n < len(v.years) {
			return PeriodMention{Start: i, End: cut(s, len(s)-len(after), "时", "数据", "结果"), To: v.years[n]}, true
		}
	}
	return PeriodMention{}, false
}

// cutBack is where the word begins that ends at i of s; i if none of words does.
func cutBack(s string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasSuffix(s[:i], w) {
			return i - len(w)
		}
	}
	return i
}
