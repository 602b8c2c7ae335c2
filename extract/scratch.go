package extract

import (
	"sync"

	"zhibiao/schema"
)

// A scratch is memory that one document after another is read in.
type scratch struct {
	observations []schema.Observation
	residue      []schema.Residue
	settled      []schema.Residue
	memory       []bound        // of the block before
	subjects     []subject      // of the statement before
	bounds       []boundary     // of the sentence before
	objects      []countedThing // of the sentence before
	gap          gap            // of the name before
	binder       binder         // of the block before
}

var scratches = sync.Pool{New: func() any { return &scratch{} }}

// mostScratch is how many observations a document may have whose memory is kept.
const mostScratch = 1 << 14

// free gives the memory to the next document. What stands in it of out gets its
// own.
func (x *scratch) free(out *schema.Result) {
	if cap(out.Observations) > mostScratch || cap(x.residue) > mostScratch {
		return // out keeps what there is
	}
	x.observations = out.Observations
	own := make([]schema.Observation, len(x.observations))
	copy(own, x.observations)
	out.Observations = own
	x.settled, out.Residue = out.Residue, append([]schema.Residue(nil), out.Residue...)
	clear(x.observations)
	clear(x.memory[:cap(x.memory)])
	clear(x.subjects[:cap(x.subjects)])
	clear(x.objects[:cap(x.objects)])
	x.gap, x.binder = gap{}, binder{}
	scratches.Put(x)
}
