package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// How far 预计 and 力争 reach.

// govern notes 预计 and 力争 that reach beyond their own clause: one that opens
// a sentence holds for all of it.
func (b *binder) govern(l leftPart, st *statement) {
	lead := b.s.text[l.limit:st.end]
	opening := l.limit == b.s.start
	if opening && strings.Contains(lead, "预计") {
		head := b.s.text[b.s.start:st.start]
		if k := strings.Index(head, "预计"); k >= 0 && !strings.Contains(head[k:], "分别") && leadsSentence(head, k) {
			b.hopes, b.hopesTo = true, b.s.end
			if k := strings.Index(b.s.text[b.s.start:b.s.end], "；"); k >= 0 && !hopesForAll.MatchString(hopesFrom(head)) && b.x.words.Prefix(hopesFrom(head), nlp.TimeWord|nlp.ScopeWord) == "" {
				b.hopesTo = b.s.start + k // 预计海洋产值468亿元；水产品产量…, unlike 预计全年…
			}
		}
	}
	b.aims = b.aims || b.seen.Match(aiming, lead)
}

// hopesForAll begins what opens the figures of the whole economy, or of a year.
var hopesForAll = nlp.NewExpr(`^第一产业|^(?:19|20)\d\d年|^(?:完成|实现)?(?:地区|国内)?生产总值|^(?:完成|实现)?GDP`)

// aiming says that a sentence tells of aims.
var aiming = nlp.NewExpr(`力争|确保|目标(?:是|为：|：)`)

// hopesFrom is what follows 预计 in head.
func hopesFrom(head string) string {
	_, rest, _ := strings.Cut(head, "预计")
	return strings.TrimPrefix(rest, "，")
}

// leadsSentence reports whether the word at k of head stands before the
// subject, not between subject and value.
func leadsSentence(head string, k int) bool {
	front := strings.TrimSpace(head[strings.LastIndex(head[:k], "，")+1 : k])
	if strings.LastIndex(head[:k], "，") >= 0 {
		front = head[strings.LastIndex(head[:k], "，")+len("，") : k]
	}
	front = strings.Trim(front, "，、")
	return utf8.RuneCountInString(front) <= 3 && utf8.RuneCountInString(head[k:]) > 4
}
