package schema

import "slices"

// The columns of the four tables, in the order of the row structs.

// Columns that several tables share.
var (
	columnDocID = []Column{
		{"doc_id", "string", false, "文档编号", "", "first 16 hex digits of the SHA-256 of the file's bytes; empty where the bytes could not be had", "文件内容 SHA-256 的前 16 位；读不到内容时为空"},
	}
	columnsProvenance = []Column{
		{"source", "string", false, "来源文件", "", "path as given, slashes forward, relative to the input root", "输入文件的相对路径"},
		{"region_code", "string", true, "地区代码", "", "GB/T 2260 code of the report's region, six digits", "报告所属地区的国标代码（六位）"},
		{"region_name", "string", true, "地区名称", "", "full name of the region", "地区全称"},
		{"region_level", "string", true, "地区级别", "", "country province prefecture county", "国家、省、地、县"},
		{"province_code", "string", true, "省级代码", "", "code of the province the region belongs to", "所属省级地区代码"},
		{"report_kind", "string", false, "报告类型", "", "plan_report work_report communique budget_report analysis other", "计划报告、工作报告、统计公报、预算报告、分析、其他"},
		{"review_year", "int32", true, "回顾年份", "year", "the year whose results the report gives", "报告所总结的年份"},
		{"plan_year", "int32", true, "计划年份", "year", "the year the report plans for", "报告所安排的年份"},
	}
	columnsIndicator = []Column{
		{"indicator", "string", false, "指标", "", "what is measured, as composed from the text", "由正文得出的指标名称"},
		{"indicator_code", "string", true, "指标代码", "", "code in the catalogue, where it is known", "指标目录中的代码"},
		{"indicator_name", "string", true, "目录指标名", "", "the catalogue's name for the code", "指标目录中的名称"},
		{"subject_region_code", "string", true, "数值所属地区代码", "", "code of the place the value is of, where the text names another one than the report's", "数值属于其他地区时该地区的代码"},
		{"subject_region_name", "string", true, "数值所属地区", "", "name of the place the value is of, where the text names another one", "数值属于其他地区时该地区的名称"},
	}
	columnsPeriod = []Column{
		{"period", "string", false, "时期", "", "2024, 2024-12, 2024-H1, 2024-Q3 or 2021/2025 (closed range of years); empty if unknown", "数值所属时期；未知则为空"},
		{"period_start", "date", true, "时期起", "", "first day of the period", "时期的第一天"},
		{"period_end", "date", true, "时期止", "", "last day of the period", "时期的最后一天"},
	}
	columnsPlace = []Column{
		{"section", "list<string>", false, "所在章节", "", "headings above it, outermost first", "上级标题，由外到内"},
		{"sentence", "string", false, "原句", "", "the whole sentence as it stands in documents.text", "正文中的完整句子"},
		{"char_start", "int32", false, "起始位置", "code point", "where the surface starts in documents.text, counted from 0", "表述在正文中的起点（按字符计，从 0 起）"},
		{"char_end", "int32", false, "结束位置", "code point", "where the surface ends, not included", "表述在正文中的终点（不含）"},
	}
)

// documentsColumns are the columns of documents.
var documentsColumns = slices.Concat(
	columnDocID,
	columnsProvenance,
	[]Column{
		{"format", "string", false, "文件格式", "", "txt html docx pdf doc ofd xlsx xls md jsonl", "文件格式"},
		{"encoding", "string", false, "字符编码", "", "utf-8 gb18030 utf-16le and so on", "字符编码"},
		{"bytes", "int64", false, "文件大小", "byte", "size of the file", "文件字节数"},
		{"chars", "int64", false, "字符数", "code point", "length of text", "正文字符数"},
		{"sentences", "int32", false, "句数", "sentence", "how many sentences were read", "读取的句数"},
		{"observations", "int32", false, "观测数", "row", "its rows in observations", "在 observations 中的行数"},
		{"residue", "int32", false, "未计数字", "row", "its rows in residue", "在 residue 中的行数"},
		{"title", "string", true, "标题", "", "as read from the document", "文档标题"},
		{"publisher", "string", true, "发布机构", "", "as read from the document", "发布机构"},
		{"status", "string", false, "读取状态", "", "ok partial failed", "完整、部分、失败"},
		{"error", "string", true, "原因", "", "why, for a person, where status is not ok", "未完整读取的原因"},
		{"text_quality", "double", false, "文本质量", "share", "share of characters that look like clean text, 0 to 1", "正常字符所占比例，0 至 1"},
		{"text", "string", false, "正文", "", "the plain text that all offsets refer to", "所有位置所指的正文"},
	},
)

// observationsColumns are the columns of observations.
var observationsColumns = slices.Concat(
	columnDocID,
	[]Column{
		{"seq", "int32", false, "序号", "", "from 0, in text order; key together with doc_id", "文档内序号，从 0 起"},
	},
	columnsProvenance,
	columnsPlace,
	[]Column{
		{"page", "int32", true, "页码", "page", "page of the file, from 1", "所在页，从 1 起"},
		{"table_row", "int32", true, "表格行", "", "row of its table, from 1", "所在表格的行，从 1 起"},
		{"table_col", "int32", true, "表格列", "", "column of its table, from 1", "所在表格的列，从 1 起"},
		{"surface", "string", false, "表述", "", "the number with its unit, as written", "数字连同单位的原文"},
	},
	columnsIndicator,
	[]Column{
		{"kind", "string", false, "类别", "", "level growth rate completion delta rank multiple", "水平、增速、比率、完成度、增减量、位次、倍数"},
		{"value", "double", false, "数值", "unit", "the number as written, in unit, signed; the low end of a range", "按 unit 书写的数值，带正负号；区间取低值"},
		{"value_max", "double", true, "数值上限", "unit", "the high end of a range", "区间的高值"},
		{"value_text", "string", false, "精确数值", "unit", "value as an exact decimal", "数值的精确十进制写法"},
		{"unit", "string", false, "单位", "", "as written, carried over where the text leaves it out", "原文单位，省略处承前补出"},
		{"norm_value", "double", true, "规范数值", "norm_unit", "value in the canonical unit", "换算到规范单位的数值"},
		{"norm_value_max", "double", true, "规范数值上限", "norm_unit", "value_max in the canonical unit", "换算到规范单位的高值"},
		{"norm_unit", "string", true, "规范单位", "", "canonical unit of the dimension", "该量纲的规范单位"},
		{"dimension", "string", true, "量纲", "", "currency percent people area and so on", "量纲，如货币、百分比、人数、面积"},
		{"bound", "string", false, "界限", "", "eq approx ge gt le lt range", "等于、约、不低于、超过、不高于、不足、区间"},
		{"modifier", "string", true, "修饰词", "", "the hedge as written", "原文的限定词，如左右、以上"},
		{"status", "string", false, "性质", "", "actual estimate target baseline forecast", "实际、预计、目标、基期、预测"},
	},
	columnsPeriod,
	[]Column{
		{"basis", "string", true, "对比基准", "", "yoy mom plan annual_avg since:YEAR vs:PLACE", "同比、环比、对计划、年均、自某年以来、对某地"},
		{"scope", "string", true, "比较范围", "", "among whom, for rank and comparison", "位次或比较的范围"},
		{"rule", "string", false, "规则", "", "id of the rule that made it", "得出该行的规则编号"},
		{"same_as", "int32", true, "重复于", "", "seq of an earlier observation that says the same", "与之相同的较早观测的序号"},
	},
)

// indicatorsColumns are the columns of indicators.
var indicatorsColumns = slices.Concat(
	columnDocID,
	columnsProvenance,
	columnsIndicator,
	columnsPeriod,
	[]Column{
		{"status", "string", false, "性质", "", "actual estimate target baseline forecast", "实际、预计、目标、基期、预测"},
		{"value", "double", true, "数值", "unit", "its level or rate as written, in unit", "水平或比率，按原文单位"},
		{"value_max", "double", true, "数值上限", "unit", "the high end of a range", "区间的高值"},
		{"unit", "string", true, "单位", "", "unit of value, as written", "原文单位"},
		{"norm_value", "double", true, "规范数值", "norm_unit", "value in the canonical unit", "换算到规范单位的数值"},
		{"norm_unit", "string", true, "规范单位", "", "canonical unit of the dimension", "该量纲的规范单位"},
		{"dimension", "string", true, "量纲", "", "currency percent people area and so on", "量纲"},
		{"bound", "string", true, "界限", "", "bound of value: eq approx ge gt le lt range", "数值的界限"},
		{"modifier", "string", true, "修饰词", "", "the hedge of value as written", "数值的限定词"},
		{"growth", "double", true, "增速", "%", "relative change in percent, signed; twice as much more is 200", "增长百分比，带正负号；增长 2 倍为 200"},
		{"growth_max", "double", true, "增速上限", "%", "the high end of a range", "增速区间的高值"},
		{"growth_bound", "string", true, "增速界限", "", "bound of growth", "增速的界限"},
		{"growth_modifier", "string", true, "增速修饰词", "", "the hedge of growth as written", "增速的限定词"},
		{"basis", "string", true, "对比基准", "", "what growth is against: yoy mom plan annual_avg since:YEAR vs:PLACE", "增速的对比基准"},
		{"completion", "double", true, "完成度", "%", "how much of the plan is done", "占计划的百分比"},
		{"delta", "double", true, "增减量", "delta_unit", "absolute difference, signed", "绝对增减量，带正负号"},
		{"delta_unit", "string", true, "增减量单位", "", "unit of delta, as written", "增减量的原文单位"},
		{"rank", "int32", true, "位次", "", "place in an order, 1 is first", "位次，1 为第一"},
		{"rank_scope", "string", true, "位次范围", "", "among whom it ranks", "位次的范围"},
	},
	columnsPlace,
	[]Column{
		{"seqs", "list<int32>", false, "观测序号", "", "seq of the observations it is made of", "组成该行的观测序号"},
	},
)

// residueColumns are the columns of residue.
var residueColumns = slices.Concat(
	columnDocID,
	[]Column{
		{"seq", "int32", false, "序号", "", "from 0, in text order, counted apart from observations", "文档内序号，从 0 起，单独计数"},
		{"source", "string", false, "来源文件", "", "path as given, slashes forward, relative to the input root", "输入文件的相对路径"},
		{"char_start", "int32", false, "起始位置", "code point", "where the surface starts in documents.text, counted from 0", "表述在正文中的起点（按字符计，从 0 起）"},
		{"char_end", "int32", false, "结束位置", "code point", "where the surface ends, not included", "表述在正文中的终点（不含）"},
		{"surface", "string", false, "表述", "", "the number as written", "数字原文"},
		{"sentence", "string", false, "原句", "", "the whole sentence as it stands in documents.text", "正文中的完整句子"},
		{"reason", "string", false, "原因", "", "date ordinal name heading document_number threshold unit_unknown subject_unknown other", "未计为观测的原因：日期、序数、名称、标题、文号、门槛、单位不明、主体不明、其他"},
	},
)
