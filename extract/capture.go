package extract

import (
	"sync"
	"unicode/utf8"

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

// A matchMemory remembers what a rule found in a few words. That depends on the
// words and on those around it that the rule looks at, and reports say the same
// before their figures again and again.
type matchMemory struct {
	bounded       bool // the rule looks at before and after characters around it
	before, after int

	mu   sync.RWMutex
	seen map[string]seenMatch
}

// A seenMatch is a capture, or that there was no match.
type seenMatch struct {
	capture
	ok bool
}

// The most that is remembered: words, and bytes of each.
const (
	mostSeen    = 1 << 12
	longestSeen = 120
)

// key is what a match from character start to end depends on, in buf.
func (x *matchMemory) key(buf []byte, text []rune, start, end int) []byte {
	buf = buf[:0]
	for i := max(0, start-x.before); i < min(len(text), end+x.after); i++ {
		if i == start || i == end {
			buf = append(buf, 0)
		}
		buf = utf8.AppendRune(buf, text[i])
	}
	return buf
}

func (x *matchMemory) recall(key []byte) (m seenMatch, known bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	m, known = x.seen[string(key)]
	return m, known
}

func (x *matchMemory) keep(key []byte, m seenMatch) {
	if len(key) > longestSeen {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.seen == nil {
		x.seen = map[string]seenMatch{}
	}
	if len(x.seen) < mostSeen {
		x.seen[string(key)] = m
	}
}
