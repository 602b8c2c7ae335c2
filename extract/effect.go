package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Effects: whom something reaches and what comes of it. Such a statement has no
// subject of its own but goes on from what the sentence tells of.

var (
	// effects begin a statement on whom something reaches or what it brings about.
	effects = nlp.NewExpr(`^(?:惠及|受惠|覆盖|辐射|通达|带动|撬动|吸纳|安置|减轻|涉及|受益|吸引(?:集聚)?|途[经径]|串联|连[接通]|联通|服务|拉动)`)
	// effectStarts are their first characters.
	effectStarts = nlp.NewRunes("惠受覆辐通带撬吸安减涉途串连联服拉")
	// noEffect follows the like of an effect in a name: 覆盖率, 受益人口.
	noEffect = nlp.NewExpr(`^(?:率|面|范围|度|人口|面积|金额|外资|投资|资金|案件|对象|能力|期)`)
	// served are those whom 服务 reaches; 服务业 is none.
	served = nlp.NewExpr(`^服务(?:企业|群众|居民|市民|师生|学生|老年人|老人|游客|旅客|患者|病人|农户|牧民|农民|客户|用户|人员|儿童|市场主体|经营主体|各类|中小|民营)`)
	// pulled is what 拉动 brings about; 拉动经济增长 is a share of growth.
	pulled = nlp.NewExpr(`^拉动(?:各类|社会|相关|直接|间接|全社会|居民|综合|有效|文旅|汽车|家电)*(?:消费|投资|销售|内需|零售|交易|旅游|产值|产出)(?:额|收入)?$`)
	// takingIn are effects on people that others than people have.
	takingIn = nlp.NewExpr(`^(?:吸纳|安置|吸引)`)
)

// effectOf is the effect that text begins with; "" if it begins with none.
func effectOf(text string) string {
	if r, _ := nlp.Decode(text, 0); text == "" || !effectStarts.Has(r) {
		return ""
	}
	m := effects.FindString(text)
	if m == "" || m == text {
		return m
	}
	if m == "服务" && !served.MatchString(text) || m == "拉动" && !pulled.MatchString(text) || noEffect.MatchString(text[len(m):]) {
		return ""
	}
	return m
}

// effectIn is where an effect stands within a name, 0 where it has no owner; -1 if
// in none.
func effectIn(name string) int {
	for i := effectStarts.Next(name, 0); i < len(name); i = effectStarts.Next(name, i+len("惠")) {
		if m := effectOf(name[i:]); m != "" && !(i > 0 && name[i:] == "服务") && !strings.HasSuffix(name[:i], "全") {
			return i
		}
	}
	return -1
}

// effect is the subject of a counted thing that something reaches: front ends in the
// verb, which may stand behind a clause of its own (实施免费政策、惠及6万名儿童).
func (b *binder) effect(st *statement, l leftPart, front, object string) (subject, bool) {
	head, verb := "", front
	if k := strings.LastIndex(front, "、"); k >= 0 {
		head, verb = front[:k], front[k+len("、"):]
	}
	verb = strings.TrimSuffix(verb, "当地")
	if effectOf(verb) == "" || utf8.RuneCountInString(verb) > 6 || strings.HasPrefix(b.s.text[b.s.groups[st.group].end:], "的") {
		return subject{}, false
	}
	return b.effectOn(st, l, head, verb+object)
}

// effectOn is p, a statement of effect, with what it goes on from. The words of a clause
// of its own may stand before the verb in p, too.
func (b *binder) effectOn(st *statement, l leftPart, head, p string) (subject, bool) {
	if k := strings.LastIndex(p, "、"); k > 0 && head == "" && effectOf(p[k+len("、"):]) != "" {
		head, p = p[:k], p[k+len("、"):]
	}
	if rest, ok := strings.CutPrefix(p, "直接"); ok && effectOf(rest) != "" {
		p = rest
	}
	if st.rule.Set.Kind != schema.Level || effectOf(p) == "" {
		return subject{}, false
	}
	owner := b.whoseEffect(l, head, p)
	if owner == "" {
		return subject{}, false
	}
	return b.ownedBy(owner, p), true
}

// effectToo is the next of those that an effect reaches: 职工 of 惠及企业400家、职工2万人.
func (b *binder) effectToo(w *gap) (subject, bool) {
	prev, st, l, p := w.prev, w.st, &w.l, w.p
	if l.sep != "、" || prev.kind != schema.Level || st.rule.Set.Kind != schema.Level {
		return subject{}, false
	}
	at := effectIn(prev.subject.text)
	if at <= 0 || b.leadingVerb(p) != "" {
		return subject{}, false
	}
	if q := b.s.groups[st.group].items[0]; !isPeople(q) && (!isCount(q) || b.bareMeasure(p)) {
		return subject{}, false
	}
	return b.ownedBy(prev.subject.text[:at], effectOf(prev.subject.text[at:])+p), true
}

// whoseEffect is what a statement of effect goes on from: what head tells of, the words
// before it in its clause; what the clauses without a number before it tell of; else
// what was counted before it (改造小区30个，惠及居民5万户).
func (b *binder) whoseEffect(l leftPart, head, p string) string {
	if name, _ := b.toldOf(head); name != "" {
		return name
	} else if v := b.openingVerb(head); v != "" && utf8.RuneCountInString(head[len(v):]) >= 3 {
		return standard.ReplaceAllString(head[len(v):], "") // 提高城乡低保标准、覆盖9万人
	}
	if name, _ := b.topicBefore(l); name != "" {
		return name
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		h := b.history[k]
		if h.part || h.aside {
			continue
		}
		if takingIn.MatchString(p) && h.dimension == "people" {
			return "" // 引进人才60人、吸纳大学生800人
		}
		if h.said != "" {
			return h.said
		}
		if at := effectIn(h.subject.text); at > 0 {
			return h.subject.text[:at]
		} else if at == 0 {
			continue
		}
		if name := b.causing(k); name != "" {
			return name
		}
	}
	return ""
}

// paidUnder are what is paid out under a policy.
var paidUnder = nlp.NewExpr(`^(?:累计)?(?:发放|下达|兑付|拨付|核销|支付)(?:各类)?(?:补贴|补助|奖补|补偿|奖励)(?:资金|金)?$`)

// standard ends what was raised for those whom it reaches.
var standard = nlp.NewExpr(`(?:保障|补助|补贴|发放)?(?:标准|水平|待遇)$`)

// causing is history[k] as what something else comes of; "" if it is a measure that
// brings nothing about.
func (b *binder) causing(k int) string {
	h := b.history[k]
	s := h.subject
	name := s.text
	who := b.whoActs(s.text)
	switch {
	case s.verb == "" && extent.MatchString(s.attr):
		if !aThing(s.owner()) {
			return ""
		}
		name = s.owner() // 产业链产值40亿元，吸纳就业3万人
	case who != "":
		return who // 中欧班列 of 中欧班列开行500列
	case given.MatchString(s.verb):
		name = s.body // 发放消费券600万元，带动消费2亿元
		if utf8.RuneCountInString(name) == 2 {
			name = strings.TrimPrefix(s.text, given.FindString(s.verb)) // 发放救助|资金
		}
	case s.verb != "":
		for i := k; i > b.first && b.history[i].listed && b.history[i-1].subject.verb == s.verb && b.history[i-1].kind == h.kind; i-- {
			name = s.verb + b.history[i-1].subject.body + "、" + strings.TrimPrefix(name, s.verb)
		}
	}
	if n := utf8.RuneCountInString(name); n < 3 || n > 22 {
		return "" // 措施
	}
	return name
}

// given are verbs of what has its effect by itself, whoever gave it.
var given = nlp.NewExpr(`^(?:累计)?(?:发放|发行|拨付|投放|投入|下达|兑付|安排|提供|落实|争取|办理|推出|出台|实施|开展|举办|组织|承办)`)

// extent are measures that say how much of something there is: 面积.
var extent = nlp.NewExpr(`(?:面积|额|量|数|值|率|比重|占比|规模|里程|标准|指数|进度)$`)
