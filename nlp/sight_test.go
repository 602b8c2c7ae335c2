package nlp

import "testing"

func TestSight(t *testing.T) {
	for _, c := range []struct {
		expr          string
		before, after int
		bounded       bool
	}{
		{`增长▲`, 0, 0, true},
		{`(?<![全每])年▲`, 1, 0, true},
		{`比(?!重|例外)▲(?=，)`, 0, 2, true},
		{`(?<=拉动[^，]{0,12})增?▲`, 14, 0, true},
		{`(?<=拉动.*)▲`, 0, 0, false},
		{`(?<=(?:一|二三){2,3})▲`, 6, 0, true},
		{`(?<=(?<x>一))▲`, 0, 0, false},
		{`^增▲\b`, 1, 1, true},
		{`(增)\1▲`, 0, 0, false},
	} {
		p, err := CompilePattern(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		before, after, bounded := p.Sight()
		if bounded != c.bounded || bounded && (before != c.before || after != c.after) {
			t.Errorf("%s sees %d before and %d behind, bounded %t", c.expr, before, after, bounded)
		}
	}
}
