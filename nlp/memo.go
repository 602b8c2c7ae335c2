package nlp

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// A Memo remembers what a function of a text returned for the texts asked about
// last: reports say the same in the same words, one after another. It is safe for
// concurrent use, and takes a bounded amount of memory. The function must depend on
// nothing but the text, and what it returns must not be changed.
type Memo[V any] struct {
	slots [memoSlots]atomic.Pointer[remembered[V]]
}

type remembered[V any] struct {
	text  string
	value V
}

const (
	memoSlots = 1 << 12
	memoBytes = 120 // of the longest text that is remembered
)

var memoSeed = maphash.MakeSeed()

// Of is f(text).
func (m *Memo[V]) Of(text string, f func(string) V) V {
	if len(text) > memoBytes {
		return f(text)
	}
	slot := &m.slots[maphash.String(memoSeed, text)%memoSlots]
	if x := slot.Load(); x != nil && x.text == text {
		return x.value
	}
	text = strings.Clone(text) // what is remembered must not hold a document
	v := f(text)
	slot.Store(&remembered[V]{text, v})
	return v
}
