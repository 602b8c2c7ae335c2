package extract

import "zhibiao/nlp"

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
	defining, limitsNoun, becomes, yearlyMean, sincePlan, overWhole, comparedTo,
)
