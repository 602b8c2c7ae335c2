package panel

import (
	"regexp"
	"strings"

	"zhibiao/schema"
)

// The terms that a growth may be in, as the words right before it say.
var terms = []struct {
	name string
	said *regexp.Regexp
}{
	{"实际", regexp.MustCompile(`(?:实际|扣除(?:价格|物价)(?:变动|上涨)?因素后?[，,]?|(?:按)?(?:可比|不变)价格?(?:计算)?[，,]?(?:比上年|同比)?)(?:增长|增|上升|提高|下降|降)(?:了)?$`)},
	{"同口径", regexp.MustCompile(`(?:同口径|可比口径|剔除[^，,。；;]{0,12}后?[，,]?)(?:比上年|同比)?(?:增长|增|上升|提高|下降|降)(?:了)?$`)},
	{"名义", regexp.MustCompile(`名义(?:增长|增|上升|提高|下降|降)(?:了)?$`)},
}

// basis are the terms of c as far as figures in others are apart from it: value
// added grows in constant prices, said or not.
func (c *Candidate) basis() string {
	if strings.HasPrefix(c.Code, "gdp") || strings.Contains(c.Code, "_va") {
		return ""
	}
	return value(c.Terms)
}

// farTerms is how many characters before a growth its terms may stand.
const farTerms = 24

// termsOf are the terms of a growth, nil where the text does not say.
func termsOf(text []rune, o *schema.ObservationRow) *string {
	if o.Kind != string(schema.Growth) {
		return nil
	}
	at := min(int(o.CharStart), len(text))
	before := string(text[max(0, at-farTerms):at])
	for _, t := range terms {
		if t.said.MatchString(before) {
			return &t.name
		}
	}
	return nil
}
