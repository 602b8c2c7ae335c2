package extract

import "testing"

func TestEndsOfText(t *testing.T) {
	for _, c := range []struct {
		text, first, last, behind string
	}{
		{"", "", "", ""},
		{"甲", "甲", "甲", "甲"},
		{"甲乙", "甲乙", "甲乙", "甲乙"},
		{"a甲乙5", "a甲", "乙5", "a甲乙5"},
		{"，、；甲，乙", "，、", "，乙", "甲，乙"},
		{"，", "，", "，", ""},
	} {
		if got := firstRunes(c.text, 2); got != c.first {
			t.Errorf("firstRunes(%q, 2) = %q, want %q", c.text, got, c.first)
		}
		if got := lastRunes(c.text, 2); got != c.last {
			t.Errorf("lastRunes(%q, 2) = %q, want %q", c.text, got, c.last)
		}
		if got := afterMarks(c.text); got != c.behind {
			t.Errorf("afterMarks(%q) = %q, want %q", c.text, got, c.behind)
		}
	}
}
