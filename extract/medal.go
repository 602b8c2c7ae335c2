package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Medals: what they are called, and where they were won.

// shortMedal reports whether a count says with its number what medals it counts: 14金 of
// 14金9银13铜.
func shortMedal(surface, unit string) bool {
	return unit == "枚" && strings.Contains("金银铜", lastRune(surface))
}

var (
	medals = nlp.NewExpr(`(?:[金银铜奖]牌|奖项|[冠亚季]军)数?$`)
	// games is where medals are won, in a clause of its own before those who won them, or
	// before what they did there.
	games   = nlp.NewExpr(`^[在第]\P{P}{2,20}?(?:运动会|锦标赛|全运会|省运会|市运会|奥运会|残奥会|残运会|亚运会|大赛|联赛)(?:[上中，]|比赛)`)
	atOne   = nlp.NewExpr(`运动会|锦标赛|[全省市奥残亚]运会|残奥会|大赛|联赛|会上`)
	atEnd   = nlp.NewExpr(`(?:[上中，]|比赛)$`)
	winning = nlp.NewExpr(`夺得|获|取得|斩获|摘得|赢得`)
)

// atGames puts in front of the medals that a clause counts the games that the sentence
// opens with: 第九届省运会，代表团夺得金牌31枚.
func (b *binder) atGames(s *subject, st *statement) {
	if st.rule.Set.Kind != schema.Level || !medals.MatchString(s.text) || !winning.MatchString(s.text) {
		return
	}
	opening := b.stripText(b.s.text[b.s.start:max(b.s.start, st.start)])
	if !strings.HasPrefix(opening, "在") && !strings.HasPrefix(opening, "第") || atOne.MatchString(s.text) {
		return
	}
	if m := games.FindString(opening); m != "" {
		*s = b.parse(strings.TrimPrefix(atEnd.ReplaceAllString(m, ""), "在") + s.text)
	}
}

// wonAgain is the verb that holds for medals of other games too: 夺得国际赛金牌3枚；全国赛金牌8枚.
func (b *binder) wonAgain(w *gap) string {
	prev, p := w.prev, w.p
	verb := prev.subject.verb
	if w.l.sep != "；" || prev.kind != schema.Level || verb == "" || winning.FindString(verb) != verb || !medals.MatchString(prev.subject.text) || !medals.MatchString(p) || winning.MatchString(p) || !b.unitStays(w) {
		return ""
	}
	return verb
}
