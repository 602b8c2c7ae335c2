package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What is done to all that a list counts.

var (
	// needing are verbs whose object is something done, not a thing.
	needing = nlp.NewExpr(`(?:实施|推进|推动|完成|开展|启动|实现|支持|加快|抓好|做好)$`)
	// bettering are verbs whose object may be what lies around a thing.
	bettering = nlp.NewExpr(`(?:提升|整治|改善|优化)$`)
	// worked ends an object by what is done to it, surroundings by what lies around it.
	worked       = nlp.NewExpr(`周边[^，。；、]*(?:整治|治理|提升|改造)$|(?:(?:更新|提升|规范化)?改造|建设|整治|治理|修复|全覆盖)$`)
	surroundings = nlp.NewExpr(`周边(?:环境)?$`)
	// undertakings are done by themselves.
	undertakings = nlp.NewExpr(`(?:项目|工程|任务|行动|计划|活动|试点|措施|举措|政策|改革|事项|专项|服务|课题|研究|标准|制度|机制|方案|条|件|造林|绿化|植树|种草|放流|轮作|休耕|深松)$`)
)

// sharedWork is what the last of a list says is done to each of its members:
// 改造 for the first of 推进60个小区、8个街区改造. It is "" where the member
// needs nothing more.
func (b *binder) sharedWork(st *statement, front, object string) string {
	tail := worked
	switch {
	case needing.MatchString(front):
	case bettering.MatchString(front):
		tail = surroundings
	default:
		return ""
	}
	if tail.MatchString(object) || undertakings.MatchString(object) || b.x.words.Holds(object, nlp.PredWord) {
		return ""
	}
	for depth := 0; depth < 5; depth++ {
		stop := b.objectStop(st, object)
		if stop == 0 {
			return ""
		}
		next := b.statementAt(stop)
		if next == nil {
			return ""
		}
		st, object = next, b.object(next)
		if m := tail.FindString(object); m != "" && utf8.RuneCountInString(object) >= utf8.RuneCountInString(m)+2 {
			return m
		}
		if object == "" {
			return ""
		}
	}
	return ""
}

// statementAt is the statement that a mark of a list at offset at leads to; nil
// if none follows it at once.
func (b *binder) statementAt(at int) *statement {
	for k := range b.stmts {
		if next := &b.stmts[k]; next.start >= at && listSep.MatchString(strings.TrimSpace(b.s.text[at:next.start])) {
			return next
		}
	}
	return nil
}
