package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// A topic is what a table is about, as its caption says.
type topic struct {
	text    string // 主要工业产品产量
	measure string // what all its rows are measured by: 产量; "" if none
	ratio   string // 比重 where its figures are shares
	limit   string // of which firms or projects alone its rows are: 规模以上工业
	joint   bool   // it is about more than what is limited: 规模以上工业增加值和固定资产投资
	partner bool   // its rows are partners in trade: 对主要国家和地区贸易情况
}

var (
	topicTail  = regexp.MustCompile(`(?:一览表|统计表|情况表|表|情况|以?及其?构成|以?及其?增长增?速度?|以?及增速|以?及增幅|变化|构成|对比|分类|结构|增长速度|增速|增长|涨跌幅度|幅度|位次|年龄|性别|受教育程度|主要指标|指标|数据|完成|预期目标|目标|[及和、与]|比重|比例)$`)
	topicLead  = regexp.MustCompile(`^(?:主要|各类|各种|各|重点|分行业|分地区|分县区|分品种|年末|年底|末|底|全年)+`)
	topicAreas = regexp.MustCompile(`^[^，]{0,12}、[^，]{0,8}地区`)
	partners   = regexp.MustCompile(`对?(?:主要|[^，]{0,4})(?:国家|贸易伙伴)[^，]{0,8}(?:进出口|贸易|出口|进口)|(?:进出口|贸易|出口|进口)[^，]{0,8}(?:国家|贸易伙伴|国别)`)
	tradeName  = regexp.MustCompile(`^(进出口|出口|进口)(?:总额|总值|额|值|金额)?$`)
	topicVerb  = regexp.MustCompile(`(?:零售|销售|投资)$`)
	perHead    = regexp.MustCompile(`平?均?每[百千万十]*(?:户|人口|人|名|平方公里)`)
)

// readTopic reads the topic from a caption without number, unit and time.
func (t *tableReading) readTopic(s string) {
	for _, part := range strings.Fields(s) {
		if utf8.RuneCountInString(part) >= 4 {
			s = part
			break
		}
	}
	s = t.takeRegion(strings.ReplaceAll(s, " ", ""))
	t.topic.limit = topicLimit.FindString(s)
	t.topic.joint = jointTopic.MatchString(s)
	s = t.unlimited(s)
	t.topic.ratio, t.topic.partner = "", partners.MatchString(s)
	for _, w := range []string{"比例", "比重", "构成", "结构"} {
		if strings.Contains(s, w) {
			t.topic.ratio = "比重"
			if w == "比例" {
				t.topic.ratio = w
			}
			break
		}
	}
	s = topicAreas.ReplaceAllString(s, "")
	for {
		n := topicTail.ReplaceAllString(s, "")
		if n == s {
			break
		}
		s = n
	}
	t.topic.text = topicLead.ReplaceAllString(s, "")
	t.topic.measure = t.measureIn(t.topic.text)
	if t.topic.measure == "率" {
		t.topic.measure = t.topic.text // no measure without what it is a rate of
	}
	if strings.HasSuffix(t.topic.measure, "产量") {
		t.topic.limit = "" // what is made of a product goes by its name alone
	}
}

// topicLimit is what a caption limits all rows to: 规模以上工业 of 规模以上工业主要财务指标.
var topicLimit = regexp.MustCompile(`(?:规模以上|规上)(?:工业|服务业)?(?:企业)?|限额以上|资质(?:等级)?以上(?:建筑业(?:企业)?)?|\d+[万亿]元(?:及)?以上(?:工业|项目)?`)

// output ends how much is made of a product.
var output = regexp.MustCompile(`(?:产量|发电量|加工量|开采量)$`)

// branchFirst is a name that begins with a branch: 道路运输业营业收入.
var branchFirst = regexp.MustCompile(`^\p{Han}{1,14}?[^营企]业`)

// jointTopic is a caption on several matters.
var jointTopic = regexp.MustCompile(`[^构其][和与、及](?:其他|[^其构增变发]\p{Han}{3,})`)

// unlimited is a name without that limit.
func (t *tableReading) unlimited(name string) string {
	if t.topic.limit == "" || t.topic.limit == retail {
		return name
	}
	return strings.Replace(name, t.topic.limit, "", 1)
}

// retail is the limit of trade, which only some of the rows of a table have.
const retail = "限额以上"

// limited puts the limit of the table in front of a name that it holds for: one
// measured as the caption says, or one that means nothing by itself.
func (t *tableReading) limited(name string) string {
	limit := t.topic.limit
	switch {
	case limit == "" || name == "" || strings.Contains(name, "以上") || strings.HasPrefix(name, "规上") || output.MatchString(name):
		return name
	case limit == retail && (!strings.HasSuffix(name, "零售额") || strings.HasPrefix(name, "社会")):
		return name
	case limit == retail:
	case t.topic.joint && t.known(name), t.topic.measure != "" && !strings.HasSuffix(name, lastRune(t.topic.measure)):
		return name
	case branchFirst.MatchString(name):
		limit = strings.TrimSuffix(limit, "企业") // 规模以上服务业道路运输业营业收入
	}
	return joinOverlap(limit, name)
}

// takeRegion cuts the place off the front of a caption. Another place than the
// document's is whose figures the table has.
func (t *tableReading) takeRegion(s string) string {
	if w := t.x.words.Prefix(s, nlp.ScopeWord); w != "" {
		return s[len(w):]
	}
	own := t.r.doc.Region.Name
	for _, n := range []string{own, withoutLast(own)} {
		if utf8.RuneCountInString(n) >= 2 && strings.HasPrefix(s, n) {
			return strings.TrimPrefix(s, n)
		}
	}
	for i, r := range s {
		if !strings.ContainsRune("省市区县州盟旗", r) {
			continue
		}
		name := s[:i+len(string(r))]
		if utf8.RuneCountInString(name) > 12 {
			break
		}
		if g, ok := t.regionNamed(name); ok {
			t.region = g
			return s[len(name):]
		}
	}
	return s
}

// withoutLast is a name without its last character: 南京 of 南京市.
func withoutLast(s string) string {
	_, w := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-w]
}

// measureIn finds the measure within the words of a caption: 产量 in
// 工业产品产量, 工业总产值 in 工业总产值经济类型.
func (t *tableReading) measureIn(s string) string {
	for i := range s {
		if utf8.RuneCountInString(s[i:]) >= 3 && t.known(s[i:]) && t.measured(s[i:]) {
			return s[i:]
		}
	}
	if m := t.measure(s); m != "" {
		owner := strings.TrimSuffix(s, m)
		return t.x.words.Suffix(owner, nlp.SectorWord) + m
	}
	if topicVerb.MatchString(s) {
		return topicVerb.FindString(s) + "额"
	}
	best := ""
	before := 0
	for i := range s {
		w := t.x.words.Prefix(s[i:], nlp.AttrWord)
		if utf8.RuneCountInString(w) < 2 || ratioWord.MatchString(w) || i < before {
			continue
		}
		from := i
		if q := t.x.words.Suffix(s[:i], nlp.SectorWord|nlp.QualWord); q != "" {
			from -= len(q)
		}
		best, before = s[from:i+len(w)], i+len(w)
	}
	return best
}

// ratioWord are measures that say only how a figure is given, not what of.
var ratioWord = regexp.MustCompile(`^(?:比重|占比|比例|构成|份额|增速|增幅|涨幅|增长|数|数量|规模|率|比|比率|水平|强度|人均|平均)$`)

// measure is the measured thing that name ends in, the longest the words know;
// "" if it names none.
func (t *tableReading) measure(name string) string {
	if k := strings.LastIndex(name, "（"); k > 0 && strings.HasSuffix(name, "）") {
		name = name[:k]
	}
	m := t.x.words.Suffix(name, nlp.AttrWord|nlp.OwnWord)
	if k := strings.LastIndex(name, "价格"); k >= 0 && k >= len(name)-len("价格总指数") {
		m = strings.ReplaceAll(name[k:], "总", "")
	}
	return m
}

// measured reports whether a name says what is measured, so that it needs no
// other to be understood.
func (t *tableReading) measured(name string) bool {
	return name != "" && t.measure(name) != ""
}
