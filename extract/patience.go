package extract

import (
	"fmt"
	"strings"
	"time"

	"zhibiao/nlp"
)

// How much processor time all matches in a long sentence may take, and how much
// before its growth is looked at.
const (
	mostPatience  = slowdown * time.Second
	leastPatience = slowdown * 50 * time.Millisecond
)

// patience tries the pattern with long sentences that repeat what it repeats. It is an error where one takes for ever, or much more than
// four times as long as one of a quarter of its length.
func (r *rule) patience() error {
	const longest = nlp.MaxSentence / len("字") / 2
	timer, err := r.pattern.NewTimer(mostPatience)
	if err != nil {
		return err
	}
	short := r.pattern.Adversaries(longest / 4)
	for i, text := range r.pattern.Adversaries(longest) {
		what := fmt.Sprintf("with %q over and over", marksByName(string(text[:min(len(text), 12)])))
		took, err := timer.Time(text, 1)
		if err != nil {
			return fmt.Errorf("%w %s: more than %v in a sentence of %d characters; say how often at most, as in {0,12}, and repeat nothing that repeats", err, what, mostPatience/slowdown, longest)
		}
		if took < leastPatience || i >= len(short) {
			continue
		}
		quarter, _ := timer.Time(short[i], 5)
		if took, err := timer.Time(text, 5); err != nil || took > 9*quarter {
			return fmt.Errorf("takes much more than four times as long in a sentence four times as long %s; say how often at most, as in {0,12}", what)
		}
	}
	return nil
}

// trusted reports whether the rule is built in, beside others of a user's own.
func (x *Extractor) trusted(r *rule) bool {
	own := func(r *rule) bool { return !strings.HasPrefix(r.file, "seeds/") }
	for _, other := range x.rules.rules {
		if own(other) {
			return !own(r)
		}
	}
	return false
}
