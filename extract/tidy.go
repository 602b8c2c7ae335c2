package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What never belongs to the name of an indicator, wherever it stands in it.

var (
	// linking are verbs between an owner and what is measured of it.
	linking = nlp.NewExpr(`完成|实现|共有|拥有|达到|已|计划`)
	// reachable begins what one can reach: 再就业, 营业收入.
	reachable = nlp.NewExpr(`^(?:再?就业|[^，。]{1,12}(?:量|额|值|收入|利润|税收|增加值|收益))`)
	// stayed is what keeps its verb: 完成投资; postposed counts what was done to the thing
	// before: 改造完成面积.
	stayed    = nlp.NewExpr(`^投资|投资$`)
	postposed = nlp.NewExpr(`^(?:[数总]量|面积|里程|长度|比例|比重|[人户件次]数|进度|情况|时间|时长|金额|总额|规模)(?:$|占)`)
	// circumstance begins how or where something is reached, so that the verb has to
	// follow: 在省外完成产值, 通过网络实现零售额; toThem says for whom.
	circumstance = nlp.NewExpr(`在[^建统册编岗营校园研]|通过|经由|利用|依托`)
	toThem       = nlp.NewExpr(`^(?:对|向|为|由)$`)
	// forHeads is a measure by heads or the like, whose name has the verb: 每百户拥有汽车,
	// 盈亏相抵后实现利润.
	forHeads = nlp.NewExpr(`每|[人户]均|^[百千万]元|后$`)
)

// summing is a word of summing up between the one who did and what was done, and summed
// what is done so besides the verbs of the lexicon.
const summing = "共"

var summed = nlp.NewExpr(`^(?:支出|投入|报告|招|收|办|查|评|签|捐|检|接)`)

// innerTime is a word of time between an owner and what is measured.
var innerTime = nlp.NewExpr(`^(\p{Han}+[^占])(?:全年|年末|全年累计)([\p{Han}“”]{2,})$`)

// has stands between a part of the region and what it has.
var has = nlp.NewExpr(`^(市区|城区|郊区|[一二三四五六七八九十]县|农村|城镇)(?:共)?有([^线效机偿害色轨\P{Han}]\p{Han}+)`)

// hope is a hedge of time that stands within a subject.
var hope = nlp.NewExpr(`预计可?|力争|有望`)

// tidy drops from an indicator what never belongs to it.
func (x *Extractor) tidy(s string) string { return x.tidied.Of(s, x.tidyOnce) }

func (x *Extractor) tidyOnce(s string) string {
	s = footMark.ReplaceAllString(s, "")
	s = x.withoutLink(s)
	s = has.ReplaceAllString(innerTime.ReplaceAllString(s, "$1$2"), "$1$2")
	s = strings.Replace(hope.ReplaceAllString(s, ""), "累计平均", "平均", 1)
	s = clauseEnds.Trim(s)
	if m := whereDone.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if !strings.HasPrefix(s, "的士") {
		s = strings.TrimPrefix(s, "的") // 我市的合作社
	}
	return strings.TrimSuffix(s, "的")
}

// whereDone are places that something was done in, where they are counted: 在沿线25个
// 国家，完成营业额14亿美元.
var whereDone = nlp.NewExpr(`^在(?:全[省市县区州国])?([^，。；建校园册职]\P{P}*(?:国家|国家和地区|省份|县市|县市区|县区|乡镇|街道)|“[^”]+”沿线国家)$`)

// withoutLink drops the verb between an owner and what is measured of it: 实现 of
// 企业实现营业收入, 共有 of 医院共有床位, 共 of 中心共救助儿童.
func (x *Extractor) withoutLink(s string) string {
	if !linking.MatchString(s) && strings.Index(s, summing) <= 0 {
		return s
	}
	words := x.words.Split(s)
	for i, w := range words {
		owner, verb, rest := s[:w.Start], s[w.Start:w.End], s[w.End:]
		if utf8.RuneCountInString(owner) < 2 || rest == "" {
			continue
		}
		if verb == summing && (words[i+1].Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord) || summed.MatchString(rest)) {
			return owner + x.withoutLink(rest)
		}
		if verb == "已" && words[i+1].Is(nlp.ActWord) && !strings.Contains(rest, "的") || verb == "计划" && !stayed.MatchString(rest) && x.words.ClassOf(strings.TrimSuffix(rest, "率"))&nlp.ActWord != 0 {
			return owner + rest // 保交楼住房已交付, 农村公路计划实施
		}
		if verb == "计划" {
			continue
		}
		if linking.FindString(verb) != verb || inCircumstance(s, words[:i]) {
			continue
		}
		rest = strings.TrimPrefix(rest, "了")
		if x.measuredAfter(owner, verb, rest) {
			return merge(owner, rest) // 综合治理完成治理面积
		}
	}
	return s
}

// measuredAfter reports whether rest names by itself what its owner has reached or has.
func (x *Extractor) measuredAfter(owner, verb, rest string) bool {
	if strings.HasPrefix(rest, "的") || forHeads.MatchString(owner) || utf8.RuneCountInString(rest) < 2 {
		return false
	}
	switch verb {
	case "共有":
		return true
	case "拥有":
		return !strings.Contains(rest, "的")
	case "达到":
		return reachable.MatchString(rest)
	}
	measured := reachable.MatchString(rest) || x.words.Suffix(withoutBrackets(rest), nlp.AttrWord|nlp.OwnWord) != ""
	return measured && !stayed.MatchString(rest) && !postposed.MatchString(rest)
}

// inCircumstance reports whether the words before a verb tell where, by what or for
// whom it was done.
func inCircumstance(s string, before []nlp.Word) bool {
	if len(before) > 0 && circumstance.MatchString(s[:before[len(before)-1].End]) {
		return true
	}
	for _, w := range before {
		if toThem.MatchString(s[w.Start:w.End]) {
			return true
		}
	}
	return false
}
