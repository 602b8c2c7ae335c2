package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What the last of a list ends in that is said of all.

// kinds are names of one kind each. Where the members of a list are such names, what the
// last says behind its own is said of all: 城市、县城污水处理率, 水稻、小麦良种覆盖率.
var kinds = []*nlp.Expr{
	nlp.NewExpr(`^(?:中心城区|城市|县级城市|县城|城区|市区|镇区|城镇|建制镇|集镇|乡镇|建制村|行政村|自然村|村庄|农村|乡村)`),
	nlp.NewExpr(`^(?:普通|义务教育)?(?:幼儿园|学前教育|小学|初中|高中|中职|中小学|高校)(?:阶段)?`),
	nlp.NewExpr(`^(?:水稻|早稻|中稻|晚稻|小麦|玉米|大豆|油菜|马铃薯|棉花|花生|高粱|谷子|青稞|甘蔗|甜菜|茶叶|蔬菜|水果)`),
	nlp.NewExpr(`^(?:牲畜|家畜|畜禽|生猪|羊)?(?:口蹄疫|高致病性(?:禽流感|猪蓝耳病)|禽流感|猪瘟|猪蓝耳病|小反刍兽疫|布鲁?氏?菌?病|新城疫|狂犬病)`),
	nlp.NewExpr(`^(?:化学需氧量|氨氮|二氧化硫|氮氧化物|挥发性有机物|烟粉尘|烟尘|粉尘|总磷|总氮|COD)`),
	nlp.NewExpr(`^(?:批发业|零售业|住宿业|餐饮业)`),
}

// ofOneKind gives every member of a list of such names what the last says behind its own,
// and what the first says before it; nil if they are of no one kind.
func (b *binder) ofOneKind(parts []string) []string {
	last := len(parts) - 1
	for _, kind := range kinds {
		name := kind.FindString(parts[last])
		tail := parts[last][len(name):]
		if name == "" || fewerThan(2, tail) || b.attrOf(tail) == "" || b.x.withinWord(parts[last], len(name)) {
			continue // 水产 is only the beginning of 水产品
		}
		head := b.sharedHead(parts[0])
		if kind.FindString(parts[0]) == parts[0] {
			head = ""
		}
		out := append([]string(nil), parts...)
		for i, p := range parts[:last] {
			if i == 0 {
				p = p[len(head):]
			}
			if p == "" || kind.FindString(p) != p {
				out = nil
				break
			}
			out[i] = head + p + tail
		}
		if out != nil {
			out[last] = head + out[last]
			return out
		}
	}
	return nil
}

// withinWord reports whether a word of name begins before offset at and ends behind it.
func (x *Extractor) withinWord(name string, at int) bool {
	for _, w := range x.words.Split(name) {
		if w.Start < at && w.End > at {
			return true
		}
	}
	return false
}

// sharedTail is all that follows the qualifier or the quoted name of the last
// member, where the first is nothing but such: 国考、省考断面水质达标率.
func (b *binder) sharedTail(first, last string) string {
	if k := strings.Index(last, "患者"); k > 0 && b.attrOf(first) == "" {
		return last[k:] // 高血压、糖尿病患者管理率
	}
	if m := peopleIn.FindString(last); m != "" && people.MatchString(first) && b.attrOf(last[len(m):]) != "" {
		return last[len(m):] // 孕产妇、6岁以下儿童健康管理率
	}
	if m := stages.FindString(last); m != "" && m != last && m != first && stages.FindString(first) == first && b.attrOf(first) == "" {
		return last[len(m):] // 小学、初中适龄儿童入学率
	}
	if tail := b.knownTail(first, last); tail != "" {
		return tail
	}
	if strings.HasSuffix(first, "”") && strings.HasPrefix(last, "“") {
		if k := strings.Index(last, "”"); k > 0 {
			return last[k+len("”"):]
		}
	}
	if r := []rune(last); strings.HasSuffix(first, "”") && len(r) > 3 && commonNoun.MatchString(last) {
		return string(r[len(r)-2:]) // 专精特新“小巨人”、单项冠军企业
	}
	if b.x.words.ClassOf(first)&nlp.PartWord != 0 {
		if q := b.x.words.Prefix(last, nlp.PartWord); q != "" && q != last && q != first {
			return last[len(q):] // 城镇、农村居民人均可支配收入
		}
	}
	if b.x.words.ClassOf(first)&nlp.QualWord != 0 && b.x.words.ClassOf(first)&nlp.AttrWord == 0 {
		if q := b.x.words.Prefix(last, nlp.QualWord); q != "" && q != last && q != first {
			return last[len(q):]
		}
	}
	return ""
}

// knownTail is the end of last that makes of first, too, a measure that the catalogue knows:
// 综合人口覆盖率 of 广播、电视综合人口覆盖率.
func (b *binder) knownTail(first, last string) string {
	if b.attrOf(first) != "" || strings.HasPrefix(last, first) || utf8.RuneCountInString(first) > 6 || !b.known(last) { // 工业、工业技改投资
		return ""
	}
	attr := b.attrOf(last)
	for _, w := range b.x.words.Split(last) {
		if tail := last[w.Start:]; w.Start > 0 && len(tail) > len(attr) && b.known(first+tail) {
			return tail
		}
	}
	return ""
}

// alikeTail is what the last of a list says for all where the others are built
// like its beginning: 抽检合格率 of 食品、药品抽检合格率, 警情 of 涉赌、涉诈警情.
func (b *binder) alikeTail(parts []string) string {
	last := []rune(parts[len(parts)-1])
	before := []rune(parts[len(parts)-2])
	n := len(before)
	if tail := b.tailOfEnd(parts); tail != "" {
		return tail
	}
	if n < 2 || n > 4 || len(last) < n+2 || string(last[:n]) == string(before) {
		return ""
	}
	if last[n-1] != before[n-1] && (n != 2 || last[0] != before[0]) {
		return ""
	}
	tail := string(last[n:])
	if b.x.withinWord(string(last), len(string(last))-len(tail)) {
		return "" // 水产品 does not begin with what 水果 does
	}
	for _, p := range parts[:len(parts)-1] {
		if b.attrOf(p) != "" || b.leadingVerb(p) != "" || utf8.RuneCountInString(p) > 6 {
			return ""
		}
	}
	if b.attrOf(tail) == "" && !strings.ContainsRune("类级型", last[n-1]) {
		return ""
	}
	return tail
}

// tailOfEnd is what follows in the last of a list the word that all of it end in:
// 政策范围内报销比例 of 职工医保、城乡居民医保政策范围内报销比例.
func (b *binder) tailOfEnd(parts []string) string {
	first, last := parts[0], parts[len(parts)-1]
	if utf8.RuneCountInString(first) < 4 {
		return ""
	}
	end := lastRunes(first, 2)
	k := strings.Index(last, end)
	if k <= 0 {
		return ""
	}
	for _, p := range parts[:len(parts)-1] {
		if !strings.HasSuffix(p, end) || b.attrOf(p) != "" {
			return ""
		}
	}
	tail := last[k+len(end):]
	if attr := b.attrOf(tail); attr == "" || attr == tail || utf8.RuneCountInString(tail) < 4 {
		return ""
	}
	return tail
}

// commonNoun is a noun that members of a list share behind a quoted name.
var commonNoun = nlp.NewExpr(`(企业|公司|项目|城市|产品|机构|单位|人才|活动|基地)$`)
