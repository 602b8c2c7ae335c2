package extract

import (
	"strings"

	"zhibiao/nlp"
)

// Parts that leave out of their name what their whole begins with.

// partOfAdded names a part by what is measured of the whole; of what was added it
// says so too: 新增少儿类图书藏量 of 新增图书藏量.
func (b *binder) partOfAdded(whole subject, p, attr string) string {
	if whole.verb != "新增" && whole.verb != "净增" {
		return merge(p, attr)
	}
	if strings.HasSuffix(p, "类") {
		attr = whole.body
	}
	return whole.verb + merge(p, attr)
}

// whereTo begins what became of the workers that a whole counts.
var whereTo = nlp.NewExpr(`^(?:[县市省][内外]|境外|就近就地|就地就近|就近|就地)(?:转移|输出|就业|务工)`)

var prizes = nlp.NewExpr(`^[特一二三]等奖$`)

// sources end who pays into a fund.
var sources = nlp.NewExpr(`(?:财政|缴纳|缴费|补助|自筹|配套)$`)

// gradedName is a part with its grade, and what it is a grade of.
var gradedName = nlp.NewExpr(`^((?:国家|省|市|区|县|州)级)(.{2,})$`)

// gradedPart names a part by its grade where it says only the end of what the
// whole is: 市级福彩公益金 of 福彩公益金, 其中市级公益金.
func gradedPart(whole, p string) string {
	m := gradedName.FindStringSubmatch(p)
	if m == nil {
		return ""
	}
	rest := gradeHead.ReplaceAllString(whole, "")
	if head, ok := strings.CutSuffix(rest, m[2]); !ok || head == "" {
		return ""
	}
	return m[1] + rest
}

// workers are those whose going a whole counts.
var workers = nlp.NewExpr(`(?:农村|脱贫|城乡)?(?:富余|剩余)?劳动力`)

// goesOn is what a part leaves out of its whole's beginning: 农村劳动力 of 农村劳动力
// 转移就业总量, 其中省外输出; 参加 of 参加各类社会保险, 其中失业保险.
func goesOn(whole, p string) string {
	if m := workers.FindString(whole); m != "" && whereTo.MatchString(p) {
		return m
	}
	if k := strings.Index(whole, "奖"); k > 0 && prizes.MatchString(p) {
		return whole[:k+len("奖")]
	}
	if strings.HasPrefix(whole, "参加") && strings.HasSuffix(whole, "保险") && strings.HasSuffix(p, "保险") && !strings.HasPrefix(p, "参加") {
		return "参加"
	}
	return ""
}
