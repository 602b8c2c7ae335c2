package panel

import "testing"

func TestAQuoteMarksTheFigureThatIsMeant(t *testing.T) {
	sentence := "地区生产总值增长5%左右，失业率5%\n以内，5%以上。"
	text := []rune("开头。\n" + sentence)
	for _, c := range []struct {
		at            int32
		surface       string
		before, after int
		want          string
	}{
		{4 + 8, "5%", 20, 20, "地区生产总值增长【5%】左右，失业率5%以内，5%以上。"},
		{4 + 16, "5%", 5, 3, "…右，失业率【5%】以内，…"},
		{4 + 22, "5%", 3, 20, "…以内，【5%】以上。"},
		{99, "5%", 2, 2, "…增长【5%】左右…"},
		{4, "8%", 3, 3, "地区生产总值…"},
	} {
		if got := quoteOf(text, c.at, sentence, c.surface).Line(c.before, c.after); got != c.want {
			t.Errorf("%s at %d: %s, want %s", c.surface, c.at, got, c.want)
		}
	}
}
