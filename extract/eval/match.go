package eval

import (
	"cmp"
	"slices"
)

// A pair is a gold observation and a prediction whose spans overlap.
type pair struct {
	valueDiffers, nameDiffers bool
	overlap                   int // code points
	gold, pred                int
}

// match pairs gold observations with predictions, each side once: first those
// of equal value, then those of a matching indicator, then by the longest
// overlap, then in text order. It returns the prediction of each gold
// observation, -1 for none.
func match(gold []Gold, pred []Prediction) []int {
	var pairs []pair
	for i := range gold {
		g := &gold[i]
		for j := range pred {
			p := &pred[j]
			overlap := min(g.span[1], p.span[1]) - max(g.span[0], p.span[0])
			if overlap > 0 {
				pairs = append(pairs, pair{!sameNumber(g.Value, p.Value), !rightName(g, p), overlap, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(compareBool(a.valueDiffers, b.valueDiffers), compareBool(a.nameDiffers, b.nameDiffers),
			cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.gold, b.gold), cmp.Compare(a.pred, b.pred))
	})
	of, used := make([]int, len(gold)), make([]bool, len(pred))
	for i := range of {
		of[i] = -1
	}
	for _, p := range pairs {
		if of[p.gold] < 0 && !used[p.pred] {
			of[p.gold], used[p.pred] = p.pred, true
		}
	}
	return of
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
