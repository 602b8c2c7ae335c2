package extract

import (
	"sync"

	"zhibiao/nlp"
)

// A capture is what a match of a rule holds, in characters from its start.
type capture struct {
	len    int
	groups [groupCount]captured
}

// captured is where a group stands; to is 0 where it took no part or is empty.
type captured struct{ from, to int }

// captureOf reads a match of r.
func captureOf(r *rule, match nlp.Match) (start int, c capture) {
	start, end, _ := match.Group(0)
	c.len = end - start
	for k, number := range r.groups {
		if a, b, ok := match.Group(number); ok {
			c.groups[k] = captured{a - start, b - start}
		}
	}
	return start, c
}

// A matchMemory remembers what a rule found in a few words. Of a rule that does
// not look around it, that depends on them alone, and reports say the same words
// before their figures again and again.
type matchMemory struct {
	mu   sync.RWMutex
	seen map[string]capture
}

// The most that is remembered: words, and bytes of each.
const (
	mostSeen    = 1 << 12
	longestSeen = 60
)

func (x *matchMemory) recall(text []byte) (capture, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	c, ok := x.seen[string(text)]
	return c, ok
}

func (x *matchMemory) keep(text []byte, c capture) {
	if len(text) > longestSeen {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.seen == nil {
		x.seen = map[string]capture{}
	}
	if len(x.seen) < mostSeen {
		x.seen[string(text)] = c
	}
}
