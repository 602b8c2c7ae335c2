package nlp

import (
	"strings"
	"sync"
	"testing"
)

// A Memo returns what the function does, whoever asks, and asks it once while
// nothing takes the place of what it remembers.
func TestMemo(t *testing.T) {
	var m Memo[string]
	calls := 0
	double := func(s string) string { calls++; return s + s }
	for range 3 {
		if got := m.Of("增长", double); got != "增长增长" {
			t.Fatalf("got %q", got)
		}
	}
	if calls != 1 {
		t.Errorf("%d calls, want 1", calls)
	}
	long := strings.Repeat("长", memoBytes)
	m.Of(long, double)
	if m.Of(long, double) != long+long || calls != 3 {
		t.Errorf("a long text is remembered")
	}
	var shared Memo[string]
	var wait sync.WaitGroup
	for w := range 4 {
		wait.Go(func() {
			for i := range 3 * memoSlots {
				s := strings.Repeat("一二三"[3*(i%3):3*(i%3)+3], i%30) + string(rune('㐀'+(i*7+w)%9000))
				if got := shared.Of(s, func(s string) string { return s + "。" }); got != s+"。" {
					t.Errorf("%q: %q", s, got)
				}
			}
		})
	}
	wait.Wait()
}
