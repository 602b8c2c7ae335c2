package nlp

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"testing"
)

// An Expr must match what its regular expression matches.
func TestExprIsItsRegexp(t *testing.T) {
	for _, expr := range []string{
		`增长|下降`, `^(?:增长|下降)`, `(?:增长|下降)$`, `^(增长|下降|平)$`, `增?长`, `^增?长$`, `增长?$`, `^(?:增|长)?$`,
		`增长$|下降`, `^增|长$`, `(?:^|，|的)目标`, `[增减]\d?%$`, `(不到|超)[^，\d]{1,3}的$`, `增[^，]*(长|降)|平`,
		`(?i)gdp`, `\d+年?`, `.{0,2}增(?:长|加)+`, `(增)(长)?`, `^[一二]+是|^\d`, `增{2}长`, `^增$|^长`, `^增|^长.`, `增$|长.$|平$`, `^增$|^长$`, `^增|长`, `(?m)^增`, `a|增|b|c|的`, `增*`, `\b增`,
		`(增|长)[^，]*(下降|平)|目标`, `(增|下降)(年|目标)?$`, `^(年|目标)?(增|下降)`, `^增?[长降]*平?$`, `(增|平)长*(，)?$`, `(不到|超)[^，]*的|平`,
	} {
		e, re := NewExpr(expr), regexp.MustCompile(expr)
		letters := []rune("增长下降平的目标年，1%超一是不到gGdDpPa\n")
		rng := rand.New(rand.NewPCG(3, 4))
		matches := 0
		for range 4000 {
			text := make([]rune, rng.IntN(7))
			for i := range text {
				text[i] = letters[rng.IntN(len(letters))]
			}
			s := string(text)
			want := re.MatchString(s)
			if want {
				matches++
			}
			for _, c := range []struct {
				method    string
				got, want any
			}{
				{"MatchString", e.MatchString(s), want},
				{"FindString", e.FindString(s), re.FindString(s)},
				{"FindStringIndex", e.FindStringIndex(s), re.FindStringIndex(s)},
				{"FindStringSubmatch", e.FindStringSubmatch(s), re.FindStringSubmatch(s)},
				{"FindStringSubmatchIndex", e.FindStringSubmatchIndex(s), re.FindStringSubmatchIndex(s)},
				{"FindAllString", e.FindAllString(s, -1), re.FindAllString(s, -1)},
				{"FindAllStringIndex", e.FindAllStringIndex(s, -1), re.FindAllStringIndex(s, -1)},
				{"FindAllStringSubmatch", e.FindAllStringSubmatch(s, -1), re.FindAllStringSubmatch(s, -1)},
				{"FindAllStringSubmatchIndex", e.FindAllStringSubmatchIndex(s, -1), re.FindAllStringSubmatchIndex(s, -1)},
				{"ReplaceAllString", e.ReplaceAllString(s, "x"), re.ReplaceAllString(s, "x")},
			} {
				if !reflect.DeepEqual(c.got, c.want) {
					t.Fatalf("%s of %s on %q: %v, want %v", c.method, expr, s, c.got, c.want)
				}
			}
		}
		if matches == 0 {
			t.Errorf("%s never matches", expr)
		}
	}
}

// What an Expr looks for before it matches.
func TestExprWords(t *testing.T) {
	show := func(w *anyOf) string {
		if w == nil {
			return ""
		}
		return fmt.Sprint(w.words)
	}
	for _, c := range []struct {
		expr, front, back, within string
		whole                     bool
	}{
		{`^(举办|开展)$`, "[举办 开展]", "", "", true},
		{`^(的)?(村|镇)`, "[的村 的镇 村 镇]", "", "", true},
		{`项目|工程`, "", "", "[项目 工程]", true},
		{`约(?:占|为)`, "", "", "[约为 约占]", true},
		{`(不到|超过)[^，]{1,14}的$`, "", "[的]", "[不到 超过]", false},
		{`(IMF|世行)[^。]*(预测|预计)|预测[^。]{0,8}经济`, "", "", "[IMF 世行 预测]", false},
		{`^在?(.{2,30}?)(?:中|方面)$`, "", "[中 方面]", "[中 方面]", false},
		{`^注：|^\[\d|^来源`, "[注： [0 [1 [2 [3 [4 [5 [6 [7 [8 [9 来源]", "", "", true},
		{`[^，]{4}`, "", "", "", false},
	} {
		e := NewExpr(c.expr)
		if show(e.front) != c.front || show(e.back) != c.back || show(e.within) != c.within || e.whole != c.whole {
			t.Errorf("%s: front %s back %s within %s whole %t", c.expr, show(e.front), show(e.back), show(e.within), e.whole)
		}
	}
}
