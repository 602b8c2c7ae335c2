package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Counted things of which something is said: 8个品种入选目录.

// nounLast puts the predicate of a counted thing in front of it: 8个品种入选目录
// counts 入选目录的品种.
func (b *binder) nounLast(object, shared string) string {
	if r, _ := utf8.DecodeRuneInString(object); strings.ContainsRune("凭在经对向从为以按整", r) {
		return object
	}
	if noun, pred := b.predicated(object); noun != object && noun != "" {
		pred = b.likeBefore(noun, pred)
		if strings.HasSuffix(pred, noun) && !single(noun) {
			return pred
		}
		if built, ok := strings.CutSuffix(noun, "建设"); ok && through.MatchString(pred) {
			noun = built // 20万亩高标准农田建设全面竣工
		}
		return b.attribute(pred) + noun
	}
	if shared = b.likeBefore(object, shared); strings.HasSuffix(shared, object) && !single(object) {
		return shared
	}
	return b.attribute(shared) + object
}

// through says that a work is done.
var through = nlp.NewExpr(`^(?:竣工|完工|建成|开工)$`)

// attribute is a predicate as it stands before its noun: 通车 of 通车乡镇, 入选目录的
// of 入选目录的品种.
func (b *binder) attribute(pred string) string {
	if pred == "" || strings.HasSuffix(pred, "的") || utf8.RuneCountInString(pred) <= len([]rune("通车")) || b.x.words.ClassOf(pred)&(nlp.PredWord|nlp.ActWord) != 0 {
		return pred
	}
	return pred + "的"
}

// sharing is 共享 in front of what is shared.
var sharing = nlp.NewExpr(`^共享(?:机制|平台|体系|空间|模式|经济|单车|汽车|停车|车位|泊位|用工|办公|工厂|服务)`)

// lastOnly are predicates that stand at the end; before a noun they belong to its
// name: 脱贫人口.
var lastOnly = nlp.NewExpr(`^(?:受灾|脱贫|摘帽|出列)$`)

// fared ends a clause with no more than how something went: 比上年增长 of 20个行业比上年
// 增长.
var fared = nlp.NewExpr(`(?:比上年|较上年|比去年|较去年|同比|环比)?(?:均|都|全部)?(?:实现|保持|呈)?(?:同比|环比)?(?:正|负|较快|快速|两位数|稳定|平稳|不同程度)?的?(?:增长|下降|上升|回升|回落|上涨|下跌|下滑|增产|减产|盈利|亏损|达标)$`)

// surpassed is a measure beside a standard that is no number: 均超过考核标准 of 16个县…指数
// 均超过考核标准.
var surpassed = nlp.NewExpr(`(?:均|都|全部)?(?:超过|高于|低于|优于|好于)\p{Han}{2,}$`)

// told ends what is measured of those that a clause counts.
var told = nlp.NewExpr(`(?:量|额|值|率|指数|收入|支出|利润|税收|价格|浓度|余额|债务|投资|水质|空气质量|GDP|增速|增幅|时间)$`)

// faring are those whose measures a clause tells of, besides actors.
var faring = nlp.NewExpr(`(?:行业|产业|产业链|产品|品种|大类|断面|点位|水源地|湖库|河流|湖泊|地区|指标|商品|门类|国家|事项)$`)

// withMeasure parts those counted from what is measured of them, and puts that into
// the predicate: 行业, 增加值增长 of 行业增加值 and 增长. Nobody is left where only the
// measure was named.
func (b *binder) withMeasure(noun, pred string) (string, string) {
	if !told.MatchString(noun) {
		return noun, pred
	}
	words := b.x.words.Split(noun)
	for n := len(words) - 1; n > 0; n-- {
		if thing := noun[:words[n].Start]; actors.MatchString(thing) || faring.MatchString(thing) {
			return thing, noun[words[n].Start:] + pred
		}
	}
	if b.attrOf(noun) == noun {
		return "", noun + pred
	}
	return noun, pred
}

// predicated parts a counted thing from what is said of it: 公园, 实现融通. There is no
// thing in 产值保持增长, and no predicate in most.
func (b *binder) predicated(object string) (noun, pred string) {
	for _, end := range []*nlp.Expr{fared, surpassed} {
		if m := end.FindString(object); m != "" && m != object && !b.x.words.Holds(strings.TrimSuffix(object, m), nlp.PredWord) {
			for _, all := range []string{"均", "都", "全部"} {
				m = strings.TrimPrefix(m, all)
			}
			return b.withMeasure(turnedBy(strings.TrimSuffix(object, end.FindString(object)), m))
		}
	}
	if !b.x.words.Holds(object, nlp.PredWord) {
		return object, ""
	}
	for _, w := range b.x.words.Split(object) {
		before, rest := object[:w.Start], object[w.End:]
		if before == "" || !w.Is(nlp.PredWord) || lastOnly.MatchString(object[w.Start:w.End]) && rest != "" || sharing.MatchString(object[w.Start:]) || strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, "（") > strings.Count(before, "）") {
			continue
		}
		if strings.HasPrefix(rest, "的") || meant.MatchString(before) {
			continue // 重点实施的项目, 应享受人员
		}
		if k := strings.LastIndex(before, "、"); k >= 0 && k+len("、") == len(before) {
			before = before[:k] // 医院、全部卫生院开展监测
			if noun == "" {
				noun = before
			}
			continue
		}
		if noun == "" {
			noun = strings.TrimSuffix(before, "可") // 指标可达到计划
		}
		pred = b.stripText(object[w.Start:w.End] + strings.TrimPrefix(rest, "了"))
		for _, adv := range []string{"顺利", "有序", "全部", "全面", "相继", "正式", "成功", "已"} {
			pred = strings.TrimPrefix(pred, adv)
		}
		if done := strings.TrimPrefix(pred, "基本"); b.x.words.Prefix(done, nlp.PredWord) != "" || done == "" {
			pred = done // 建设基本完成
		}
		noun, pred = turnedBy(noun, pred)
		for _, all := range []string{"均", "都", "不同程度", "基本", "全部", "全面", "已", "顺利", "如期", "首次", "提前", "加力", "梯次", "有序", "陆续", "相继", "先后", "正式"} {
			noun = strings.TrimSuffix(noun, all)
		}
		for _, whole := range []string{"整县", "整镇", "整村", "整片"} {
			if rest, ok := strings.CutSuffix(noun, whole); ok && rest != "" {
				noun, pred = rest, whole+pred
			}
		}
		return b.withMeasure(noun, pred)
	}
	return object, ""
}

// negated ends what stands before a verb and turns or limits its sense: 未按期 of 项目未按期开工,
// 违规 of 家庭违规享受待遇. meant is what those are to be that a noun with a verb in it names: 应 of
// 应享受人员.
var (
	negated = nlp.NewExpr(`(?:(?:尚|还|仍|一直|至今)?(?:未能?|没有|无法|不能)|正在|仍在|违规|违法|擅自|虚假|未经批准)(?:在规定时间内?|按期|按时|按规定|按要求|按计划|按进度|及时|如期|全部|全面|有效)*$|(?:提前|超额)[或和、](?:提前|超额)$`)
	meant   = nlp.NewExpr(`^[应拟须]$`)
)

// turnedBy puts such words from the end of noun before pred: 项目, 尚未开工, never 开工项目.
func turnedBy(noun, pred string) (string, string) {
	m := negated.FindString(noun)
	return strings.TrimSuffix(noun, m), m + pred
}

// ofOthers is whose things the next of a list counts.
var ofOthers = nlp.NewExpr(`^[、和][^，。；、：\d（）]{2,45}$`)

// sharedPredicate is what is said of this counted thing together with the next
// of a list: 3所学校、5个专业入选计划.
func (b *binder) sharedPredicate(st *statement, object string, depth int) string {
	stop := b.objectStop(st, object)
	if stop == 0 || depth > 4 || !strings.HasPrefix(b.s.text[stop:], "、") && !strings.HasPrefix(b.s.text[stop:], "和") {
		return ""
	}
	for k := range b.stmts {
		next := &b.stmts[k]
		if next.start < stop {
			continue
		}
		if next.start > stop+len("、") { // 、乙区48项经验获推广
			of := b.s.text[stop:next.start]
			if !ofOthers.MatchString(of) || b.tells(of) {
				continue
			}
		}
		o := b.object(next)
		if o == "" {
			return ""
		}
		at := b.s.groups[next.group].end
		if !b.x.words.Holds(o, nlp.PredWord) {
			return b.sharedPredicate(next, o, depth+1)
		}
		for _, w := range b.s.wordsIn(at, at+len(o)) {
			if w.Start > at && w.End < at+len(o) && w.Is(nlp.PredWord) {
				return b.s.text[w.Start : at+strings.Index(b.s.text[at:], o)+len(o)]
			}
		}
		return b.sharedPredicate(next, o, depth+1)
	}
	return ""
}

// amongIt leads from a count to the number of those that are picked out of it: 行业中
// of 39个行业中26个实现增长, ，其中 of 企业30家，其中5家上市.
var amongIt = nlp.NewExpr(`^[^，。；：]{2,24}?(?:之?中，?(?:[已共还]*有)?|[已共还]*有|，其中，?(?:[已共还]*有)?)$`)

// someOfThem leads to the number of some of those counted before in the sentence.
var someOfThem = nlp.NewExpr(`[，；]其中，?[已共还]*有?$`)

// saidOnly begins what is said of those counted, where it is no verb that the lexicon
// knows: 5项与进度同步.
var saidOnly = nlp.NewExpr(`^(?:与|未|为|不|尚|仍|没有)\p{Han}`)

// pickedOut names those of a count before of which something is said, where they
// are not called again: 实现增长的行业 of 39个行业中26个实现增长.
func (b *binder) pickedOut(st *statement, l leftPart, object string) (subject, bool) {
	k := len(b.history) - 1
	g := b.s.groups[st.group]
	if object == "" || lies.MatchString(object) || k < b.first || st.rule.Set.Kind != schema.Level || !countsThings(g.items[0]) {
		return subject{}, false
	}
	from := b.history[k]
	if someOfThem.MatchString(b.s.text[b.s.start:g.start]) && from.kind != schema.Level {
		for k > b.first && (b.history[k].kind != schema.Level || b.history[k].unit != b.unitOf(st)) {
			k-- // 项目135个完成投资86亿元，增长8%，其中45个竣工投产
		}
		from = b.history[k]
	}
	further := from.subject.picked && (l.sep == "，" || l.sep == "、" || l.sep == "；") && l.clean == ""
	between := b.s.text[from.at:g.start]
	if from.kind != schema.Level || from.unit != b.unitOf(st) || !further && !amongIt.MatchString(between) && k == len(b.history)-1 {
		return subject{}, false
	}
	thing, noun := from.subject.thing, from.subject.counted
	if thing == "" {
		thing, noun = from.subject.body, from.subject.body
	}
	named, pred := b.predicated(object)
	switch {
	case pred != "" && named != "" && strings.Contains(noun, named) && !strings.Contains(between, "其中"):
	case b.measureMoved(object), b.predicateObject(object), fared.FindString(object) == object, surpassed.FindString(object) == object, pred != "" && (named == "" || b.x.words.ClassOf(named)&nlp.VerbWord != 0), further && (saidOnly.MatchString(object) || b.x.words.ClassOf(object)&nlp.VerbWord != 0):
		pred = object
		if fared.FindString(object) == "" {
			pred = b.stripText(object)
		}
	default:
		return subject{}, false
	}
	s := b.parse(strings.TrimSuffix(thing, noun) + b.attribute(pred) + noun)
	s.thing, s.counted, s.picked = thing, noun, true
	return s, true
}

// countOf is the subject of a count of things behind a value, with what stands before
// it: 规模以上工业 + 行业, 列入计划的 + 指标.
func (b *binder) countOf(l leftPart, front, thing string) subject {
	picks := ofThem.MatchString(l.raw) || strings.HasSuffix(l.raw, "的")
	if picks && (limiting.MatchString(front) || b.leadingVerb(front) != "") {
		front = b.attribute(front)
	}
	s := b.parse(front + thing)
	s.counted, s.thing = thing, thing
	if !picks && b.leadingVerb(front) == "" && !b.predicateObject(front) {
		s.thing = front + thing
	}
	return s
}

// limiting is in what says by how much those counted stand out: 增幅在30%以上的7个行业.
var limiting = nlp.NewExpr(`[\d%‰]|以上$|以下$|^在`)

// turned is the subject of a count whose predicate goes to the front.
func (b *binder) turned(object, shared string) subject {
	s := b.parse(b.nounLast(object, shared))
	if s.counted, _ = b.predicated(object); s.counted == "" {
		s.counted = object
	}
	s.thing = s.counted
	if saidOfAll.MatchString(object) {
		s.noun = s.counted
	}
	return s
}

var ofThem = nlp.NewExpr(`的(?:共|约)?(?:有|达|为|是)?$`)

// ofThose is what a clause picks out of by 的有 or 的: of 产品100种，出口的有30种 it is
// 的产品.
func (b *binder) ofThose(w *gap) string {
	st, p := w.st, w.p
	g := b.s.groups[st.group]
	if st.rule.Set.Kind != schema.Level || !ofThem.MatchString(b.s.text[b.s.start:g.start]) || b.attrOf(p) != "" && !strings.Contains(p, "%") {
		return ""
	}
	for _, h := range b.history[b.first:] {
		if h.kind != schema.Level || h.unit != b.unitOf(st) || !countsThings(g.items[0]) {
			continue
		}
		if h.subject.counted == "" && ofThem.MatchString(b.s.text[b.s.start:h.at]) && !strings.Contains(strings.TrimSuffix(h.subject.text, "的"), "的") {
			continue // 使用自来水的4万户，使用井水的1万户: what it names is no house
		}
		thing := h.subject.body
		if strings.ContainsAny(thing, "0123456789") { // picked out by another limit
			if _, thing, _ = strings.Cut(thing, "的"); thing == "" {
				continue
			}
		}
		return strings.TrimSuffix(p, "的") + "的" + thing
	}
	return ""
}

var (
	// trendOf are things counted by how a measure of theirs went: 价格上涨的城市.
	trendOf   = nlp.NewExpr(`^(\P{P}*?)(?:上涨|下降|下跌|增长|上升|回落|持平|增加|减少)的(\P{P}+)$`)
	trendOnly = nlp.NewExpr(`^(?:上涨|下降|下跌|增长|上升|回落|持平|增加|减少)的?$`)
)

// measureMoved reports whether text says no more than how a measure went: 人口增加.
func (b *binder) measureMoved(text string) bool {
	k := len(text) - len("增加")
	return k > 0 && trendOnly.MatchString(text[k:]) && b.x.words.ClassOf(text[:k])&nlp.AttrWord != 0
}

// otherTrend counts those with whom it went another way: behind 价格上涨的城市3个,
// 下降的有2个 are 价格下降的城市.
func (b *binder) otherTrend(w *gap) string {
	st, p := w.st, w.p
	if st.rule.Set.Kind != schema.Level || !trendOnly.MatchString(p) {
		return ""
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		h := b.history[k]
		if m := trendOf.FindStringSubmatch(h.subject.text); m != nil && h.kind == schema.Level && h.unit == b.unitOf(st) {
			return m[1] + strings.TrimSuffix(p, "的") + "的" + m[2]
		}
	}
	return ""
}

// cameOfThem is what became of some of those counted right before, in the same clause:
// 问题办结 of 反映的320个问题已办结300个. "" if nothing did.
func (b *binder) cameOfThem(w *gap) string {
	prev, st, l := w.prev, w.st, &w.l
	if prev.kind != schema.Level || st.rule.Set.Kind != schema.Level || prev.unit != b.unitOf(st) || l.start != l.limit {
		return ""
	}
	for i := range b.s.groups {
		g := &b.s.groups[i]
		if g.start != prev.at || g.end >= l.end {
			continue
		}
		said := b.s.text[g.end:l.end]
		noun := ""
		for k := range said {
			if k >= len("一二") && strings.HasSuffix(prev.subject.text, said[:k]) {
				noun = said[:k]
			}
		}
		rest := b.stripText(said[len(noun):])
		if noun == "" || rest == "完成" || rest == "实现" || strings.ContainsAny(rest, "，、；：。（") || strings.Contains(prev.subject.text, rest) || b.x.words.Prefix(rest, nlp.ActWord|nlp.PredWord|nlp.VerbWord) == "" {
			return ""
		}
		return prev.subject.text + strings.TrimSuffix(rest, "了")
	}
	return ""
}

// anyone is a word for people or firms that says nothing of which are meant.
var anyone = nlp.NewExpr(`^(?:企业|群众|居民|农户|农民|职工|学生|家庭|人员|困难群众|村民|商户|用户|经营主体|市场主体)$`)

// saidNext is what the next value says of those counted: 产量居全国首位 of 14种农产品产量
// 居全国首位, 学科进入名单 of 19所高校115个学科进入名单.
func (b *binder) saidNext(st *statement, object string) string {
	g := b.s.groups[st.group]
	if st.rule.Set.Kind != schema.Level || !countsThings(g.items[0]) || !strings.HasPrefix(b.s.text[g.end:b.s.end], object) {
		return ""
	}
	from := g.end + len(object)
	for k := range b.stmts {
		next := &b.stmts[k]
		if next.group != st.group+1 || next.end <= from {
			continue
		}
		if next.rule.Set.Kind == schema.Level && next.start == from {
			if noun, pred := b.predicated(b.object(next)); noun != "" && pred != "" {
				return noun + pred
			}
		}
		if next.rule.Set.Kind == schema.Level && next.start > from && anyone.MatchString(object) {
			said := b.s.text[from:next.start]
			if v := b.x.words.Prefix(said, nlp.ActWord|nlp.PredWord|nlp.VerbWord); v != "" && utf8.RuneCountInString(said) > utf8.RuneCountInString(v) && !strings.ContainsAny(said, "，、；。：（") {
				return said // 2.9万户企业享受留抵退税436亿元
			}
		}
		if said := b.s.text[from:next.end]; next.rule.Set.Kind == schema.Rank && !strings.ContainsAny(said, "，、；。：") {
			for _, all := range []string{"均", "都", "分别"} {
				said = strings.Replace(said, all, "", 1)
			}
			return said
		}
	}
	return ""
}

// countsThings is isCount for households too.
func countsThings(q nlp.Quantity) bool { return isCount(q) || q.Unit.Dimension == "households" }
