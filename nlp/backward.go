package nlp

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"
)

// A Backward tells, for a mark in a text, where a match of any of many patterns
// could begin whose value is that mark. It reads the text once, from the mark to
// the left, with one automaton for all patterns, and stops as soon as none can
// go on: mostly after the word or two that stand before a value.
//
// The automaton leaves out what a pattern says by looking around, so that it
// may name a place where the pattern does not match; it never misses one where
// it does. Its states are made as texts need them and kept. It is safe for
// concurrent use.
type Backward struct {
	nodes  []backNode
	values map[rune][]int32 // by mark: the nodes from which its patterns are read
	runes  runeClasses

	mu     sync.Mutex // guards the making of states
	states map[string]*backState
	most   int // how many states are kept
	starts map[rune]*backState
}

// A backState is a set of places in the patterns that can be reached from a
// mark by the same text.
type backState struct {
	nodes  []int32
	begins []int32 // patterns that can begin here, ascending
	next   []atomic.Pointer[backState]
}

// Begins are the patterns that can begin at character At.
type Begins struct {
	At       int
	Patterns []int32 // ascending
}

// mostStates limits the memory that a Backward takes. States beyond it are made
// again whenever they are needed.
const mostStates = 1 << 13

// A Reading is how much a Backward can tell of a pattern.
type Reading byte

const (
	// Unread is a pattern that it cannot read: the value does not stand by
	// itself, or an earlier match is referred to.
	Unread Reading = iota
	// Open is a pattern that goes on behind its value: only where it begins is
	// known.
	Open
	// Likely is a pattern that looks around: it may not match after all.
	Likely
	// Sure is a pattern that matches wherever it is said to begin.
	Sure
)

// NewBackward makes a Backward of patterns and tells what it can read of each;
// group is the name of the group that captures the value.
func NewBackward(patterns []*Pattern, group string) (*Backward, []Reading) {
	b := &Backward{values: map[rune][]int32{}, states: map[string]*backState{}, most: mostStates, starts: map[rune]*backState{}}
	readings := make([]Reading, len(patterns))
	for i, p := range patterns {
		readings[i] = b.add(int32(i), p, group)
	}
	for mark, nodes := range b.values {
		b.starts[mark], _ = b.state(b.closure(nodes))
	}
	return b, readings
}

// From appends to out where patterns can begin that have the mark at text[at] as
// their value, from right to left.
func (b *Backward) From(text []rune, at int, out []Begins) []Begins {
	s := b.starts[text[at]]
	for ; s != nil; at-- {
		if len(s.begins) > 0 {
			out = append(out, Begins{at, s.begins})
		}
		if len(s.nodes) == 0 || at == 0 {
			break
		}
		s = b.step(s, text[at-1])
	}
	return out
}

// step is the state after reading r.
func (b *Backward) step(s *backState, r rune) *backState {
	next := &s.next[b.runes.of(r)]
	if t := next.Load(); t != nil {
		return t
	}
	var to []int32
	for _, k := range s.nodes {
		n := &b.nodes[k]
		if n.takes != nil {
			if n.takes(r) {
				to = append(to, n.then)
			}
		} else if t, ok := n.word[r]; ok {
			to = append(to, t)
		}
	}
	t, kept := b.state(b.closure(to))
	if kept {
		next.Store(t)
	}
	return t
}

// closure is the sorted set of the nodes that can be reached from some without
// reading a character; those that only lead to others are left out.
func (b *Backward) closure(from []int32) []int32 {
	var out []int32
	seen := map[int32]bool{}
	todo := slices.Clone(from)
	for len(todo) > 0 {
		k := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[k] {
			continue
		}
		seen[k] = true
		n := &b.nodes[k]
		todo = append(todo, n.free...)
		if n.takes != nil || n.word != nil || n.begins >= 0 {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// state returns the one state of a set of nodes; kept is false where there are
// too many to remember it.
func (b *Backward) state(nodes []int32) (s *backState, kept bool) {
	key := make([]byte, 0, 4*len(nodes))
	for _, k := range nodes {
		key = binary.LittleEndian.AppendUint32(key, uint32(k))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.states[string(key)]; s != nil {
		return s, true
	}
	s = &backState{next: make([]atomic.Pointer[backState], b.runes.len())}
	for _, k := range nodes {
		if p := b.nodes[k].begins; p >= 0 {
			s.begins = append(s.begins, p)
		} else {
			s.nodes = append(s.nodes, k)
		}
	}
	slices.Sort(s.begins)
	s.begins = slices.Compact(s.begins)
	if kept = len(b.states) < b.most; kept {
		b.states[string(key)] = s
	}
	return s, kept
}
