package extract

import (
	"zhibiao/nlp"
	"zhibiao/schema"
)

// watched are expressions for whose words every paragraph is looked through once:
// those that are asked of whole paragraphs and sentences, most of which have none of
// these words.
var watched = nlp.NewWatch(
	// of paragraphs
	reviewOfFive, fiveLookBack, oneYear, aimSentence, yearAims, yearsWork, tasksFollow,
	// of sentences
	forecastMark, surveyOf, zones, aiming,
	// of what stands around a value
	yearBefore, ofYearBefore, alreadyDone, asAimed, thenReally, mustGrow, beyondAim, aimBefore, aimedAt, builtUpon,
	asTask, stillTo, purposed, sinceThatYear, aimPlan, aimOf, inYears,
	defining, meaning, standardFor, limitsNoun, becomes, yearlyMean, sincePlan, overWhole, comparedTo,
)

// A glance is a block as it is read, and what was seen in it if it is prose.
type glance struct {
	view *nlp.View
	seen nlp.Seen
}

// glance is the glance at block i, which is b. Two go over the blocks.
func (r *reading) glance(i int, b schema.Block) *glance {
	g := &r.glances[i]
	if g.view == nil {
		g.view = nlp.NewView(r.doc.Text, b.Lines)
		switch b.Kind {
		case schema.ParagraphBlock, schema.ListBlock, schema.NoteBlock:
			g.seen = watched.Look(g.view.Text)
		}
	}
	return g
}
