package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What stands to the left of a statement.

// leftPart is what stands to the left of a statement.
type leftPart struct {
	limit, start, end int    // start is where the clause of the statement begins
	sep               string // what parts it from the statement before: 、 ， ； or ""
	raw               string
	clean             string
	full              string        // clean with the examples of A、B等C
	verb              string        // verb that governs a counted object: 完成
	child             bool          // 其中
	each              bool          // 分别, 均, 各: one value for every subject
	region            schema.Region // whose figure the clause says it is
	scoped            bool          // the clause says so
	all               string        // clean, if it names several subjects
	object            bool          // a counted thing stands behind the value
	aimed             bool          // the value was an aim: 增长6%的目标
	settled           bool          // clean lacks nothing
	sum               bool          // clean is a sum of a budget
	upon              bool          // the value is what another is built upon: 在上年增长5%的基础上
}

func (b *binder) left(i, limit int) leftPart {
	st := &b.stmts[i]
	l := leftPart{limit: limit, end: max(limit, st.start)}
	l.object = b.object(st) != ""
	l.aimed = asAimed.MatchString(b.s.text[b.s.groups[st.group].end:b.s.end])
	l.each = distributes(b.s.text[st.start:max(st.start, b.s.groups[st.group].start)])
	if st.base >= 0 {
		l.end = max(limit, min(l.end, b.s.groups[st.base].start))
	}
	l.start = b.clauseStart(limit, l.end)
	l.sep = b.separator(limit, l.start)
	l.child = strings.HasSuffix(b.s.text[limit:l.start], "其中：") || strings.HasSuffix(b.s.text[limit:l.start], "其中，")
	b.clean(&l)
	l.each = l.each || strings.HasSuffix(l.raw, "分别") // 分别比2013年增长3%和下降4%
	if l.clean == "" && l.verb == "" && !l.child && strings.HasSuffix(b.s.text[limit:l.start], "（") && !l.object {
		// 药费（133.0元）: the value of what stands before the bracket
		outer := l
		outer.end = l.start - len("（")
		outer.start = b.clauseStart(limit, outer.end)
		outer.sep = b.separator(limit, outer.start)
		b.clean(&outer)
		if outer.clean != "" {
			return outer
		}
	}
	if l.clean == "" && l.verb == "" && !l.object && strings.HasSuffix(b.s.text[limit:l.start], "：") {
		outer := l // 原煤产量：86.4万吨
		outer.end = l.start - len("：")
		outer.start = b.clauseStart(limit, outer.end)
		outer.sep = b.separator(limit, outer.start)
		b.clean(&outer)
		if b.attrOf(outer.clean) != "" {
			return outer
		}
	}
	b.nested(&l, st)
	// a clause of nothing but adverbs (按可比价计算，比上年增长): look further left
	for l.clean == "" && l.verb == "" && !l.child && l.start > limit && st.keep == "" && b.nothingSaid(st) {
		at := l.start - len("，")
		if at <= limit || !strings.HasPrefix(b.s.text[at:], "，") {
			break
		}
		was := l
		reckoned := reckonedBy.FindString(l.raw)
		l.end, l.start = at, b.clauseStart(limit, at)
		l.sep = b.separator(limit, l.start)
		b.clean(&l)
		if saysWhy.MatchString(l.clean) {
			l.clean, l.full, l.verb = "", "", ""
		}
		if m := listing.FindStringSubmatch(b.s.text[b.clauseStart(b.s.start, l.end):l.end]); m != nil && !was.each && len(b.items(st)) == 1 && st.rule.Set.Kind == schema.Rate {
			l.clean, l.full, l.each = b.stripText(m[1]), "", false
			break
		}
		if reckoned != "" && l.clean != "" {
			l.clean += "（" + reckoned + "）"
			break
		}
		if m := raised.FindStringSubmatch(l.clean); m != nil && st.rule.Set.Kind == schema.Delta {
			l.clean, l.full = m[1], m[1]
		}
		l.each = l.each || was.each
		if was.scoped {
			l.region, l.scoped = was.region, true
		}
		if l.start <= limit && l.clean == "" {
			break
		}
	}
	if m, prev := reckonedBy.FindString(l.raw), len(b.history)-1; m != "" && l.clean == "" && prev >= b.first {
		name, _, _ := strings.Cut(b.history[prev].subject.text, "（按")
		l.clean = name + "（" + m + "）"
	}
	return l
}

// raised is what a clause says was raised, before by how much: 提高养老金标准，月人均增加80元.
var raised = nlp.NewExpr(`^(?:适当|适度|稳步|继续|逐步|相应|再次)*(?:提高|上调|调增|调高|提升|增加)了?([^，、]{2,}(?:标准|待遇|养老金|补贴|补助|津贴|工资|报酬|经费|限额|额度|水平))$`)

// reckonedBy is a clause that says by which of several measures a share is
// reckoned; prices and exchange rates are not among them.
var reckonedBy = nlp.NewExpr(`^按[^，。；价率口]{2,8}计算`)

// saysWhy begins a clause that tells what money is for or why something changed, between
// a value and what is said of it next: 安排资金2亿元，重点用于扶持企业，比上年增加3000万元.
var saysWhy = nlp.NewExpr(`^(?:(?:重点|主要|全部|专项|统筹|优先)*(?:用于|用来|投向)|(?:预算)?(?:执行|年度|年)?中?(?:因|由于)[^素]|受[^，。；理益]*(?:影响|冲击|拖累)$)`)

// listing is a clause that only names who is meant: 前三位的病种依次为甲病、乙病和丙病.
var listing = nlp.NewExpr(`^([^，、]{4,30}?)(?:依次|分别)?(?:为|是)[^，]*、[^，]*$`)

var (
	perYear  = nlp.NewExpr(`[年月日户人平]均`)
	eachWord = nlp.NewExpr(`分别|依次|均|各|都|双双`)
)

// background ends a clause that a statement stands in before its own: 在对美贸易
// 下降30%的情况下增长12%.
var background = nlp.NewExpr(`^的?(?:情况|背景|基础|形势|前提)[下上]`)

// nested parts the subject of such a clause from the subject around it, which
// the statement behind it takes. What went before is compared with where the clause
// tells of it: 投资在上年下降3.7%的基础上增长9.1%.
func (b *binder) nested(l *leftPart, st *statement) {
	if b.outer.text != "" && (background.MatchString(b.s.text[l.start:b.s.end]) || l.clean == "" && background.MatchString(b.s.text[l.limit:b.s.end])) {
		l.clean, l.settled = b.outer.text, true
		b.outer = subject{}
		return
	}
	behind := b.s.text[st.end:b.s.end]
	if !background.MatchString(behind) {
		return
	}
	if m := uponThat.FindStringSubmatch(l.raw); m != nil {
		l.upon, b.uponYear = true, number(yearIn.FindString(l.raw))
		if l.clean = b.stripText(m[1]); l.clean == "" { // 在上年增长8%的基础上，投资增长9%
			_, rest, _ := strings.Cut(behind, "，")
			for k := range b.stmts {
				if x := &b.stmts[k]; x.start > st.end {
					rest = strings.TrimSuffix(rest, b.s.text[x.start:b.s.end])
					break
				}
			}
			l.clean = b.stripText(rest)
			return
		}
		b.outer = b.parse(l.clean)
		return
	}
	if k := strings.LastIndex(l.clean, "在"); k >= 0 {
		if k > 0 {
			b.outer = b.parse(l.clean[:k])
		}
		l.clean = l.clean[k+len("在"):]
	}
}

// uponThat is the subject of such a clause and the time of what is built upon.
var uponThat = nlp.NewExpr(`^(.*?)在(?:上年|去年|前[两三]年|(?:19|20)\d\d年)(?:底|末|同期)?$`)

// distributes reports whether a predicate is said of every subject: 均达到.
func distributes(predicate string) bool {
	return eachWord.MatchString(perYear.ReplaceAllString(predicate, ""))
}

// nothingSaid reports whether the value has no object behind it.
func (b *binder) nothingSaid(st *statement) bool { return b.object(st) == "" }

// separator is the first mark between the statement before and the clause.
func (b *binder) separator(limit, start int) string {
	if limit == b.s.start {
		return ""
	}
	for _, m := range []string{"、", "，", "；", "和", "及", "以及", "与", "。", "：", "（"} {
		if strings.HasPrefix(b.s.text[limit:], m) {
			return m
		}
	}
	if start > limit {
		return "，"
	}
	return ""
}
