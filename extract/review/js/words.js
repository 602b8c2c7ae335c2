// The words of the page in both languages; data-t, data-label and
// data-placeholder name them in the HTML.
const words = {
  en: {
    skip: "Skip to the rows", export: "Export", withUndecided: "rows not judged yet count as right", exportGold: "Gold of this report (.gold.jsonl)", exportText: "Its text (.txt)",
    exportAll: "All judgements (.jsonl)", exportRules: "Rule examples (.yaml)", dark: "Dark", light: "Light", keys: "Keys", legend: "Legend", close: "Close", report: "Report", previous: "Previous report", next: "Next report",
    filters: "Filters", search: "Indicator or text", kind: "Kind", status: "Status", code: "Code", verdict: "Judgement", showResidue: "show residue", views: "Views", tabText: "Text", tabRows: "Rows",
    observations: "Observations", residue: "Residue", reason: "Reason", detail: "Details", correct: "Correct", accept: "Accept", reject: "Reject", undo: "Undo", save: "Save", cancel: "Cancel", make: "Make an observation",
    allStatus: "every status", allCode: "code or none", codeKnown: "code known", codeUnknown: "no code", allVerdict: "judged or not", undecided: "not judged", accepted: "accepted", corrected: "corrected", rejected: "rejected", allReason: "every reason",
    noRows: "No row matches the filters.", failed: "could not be read", progress: (n, of) => `${n} of ${of} judged`, exported: (n, left) => `${n} rows exported${left ? `, ${left} left out: a gold row needs a period and an indicator` : ""}`, nothing: "Nothing judged yet.",
    needs: "Give the period and the indicator before accepting.", badSurface: "The surface has to stand in the line, at the number.", badNumber: "is not a number", needed: "is needed", again: "judged already; press u to undo",
    indicator: "Indicator", name: "Catalogue", subject: "Of", value: "Value", value_max: "to", unit: "Unit", norm: "Canonical", bound: "Bound", modifier: "Hedge", period: "Period", basis: "Against", scope: "Among", rule: "Rule", section: "Section", place: "Place", surface: "Surface", same_as: "Same as", original: "was", sentence: "Sentence", characters: "Characters",
    keyList: [["j / k", "next, previous row"], ["a", "accept"], ["c", "correct"], ["r", "reject"], ["u", "undo the judgement"], ["/", "search"], ["[ / ]", "previous, next report"], ["o", "observations or residue"], ["l", "language"], ["t", "dark or light"], ["?", "this list"]],
    kinds: { level: "level", growth: "growth", rate: "rate", completion: "completion", delta: "delta", rank: "rank", multiple: "multiple" },
    statuses: { actual: "actual", estimate: "estimate", target: "target", baseline: "baseline", forecast: "forecast" },
    bounds: { eq: "=", approx: "≈ about", ge: "≥ at least", gt: "> more than", le: "≤ at most", lt: "< less than", range: "range" },
    reasons: { date: "date", ordinal: "ordinal", name: "name", heading: "heading", document_number: "document number", threshold: "threshold", unit_unknown: "unit unknown", subject_unknown: "subject unknown", other: "other" },
    reports: { plan_report: "plan report", work_report: "work report", communique: "communiqué", budget_report: "budget report", analysis: "analysis", other: "other" },
  },
  zh: {
    skip: "跳到数据行", export: "导出", withUndecided: "未判断的行视为正确", exportGold: "本报告标注（.gold.jsonl）", exportText: "本报告正文（.txt）",
    exportAll: "全部判断（.jsonl）", exportRules: "规则例句（.yaml）", dark: "深色", light: "浅色", keys: "快捷键", legend: "图例", close: "关闭", report: "报告", previous: "上一份", next: "下一份",
    filters: "筛选", search: "指标或文字", kind: "类别", status: "性质", code: "代码", verdict: "判断", showResidue: "显示未计数字", views: "视图", tabText: "正文", tabRows: "数据行",
    observations: "观测", residue: "未计数字", reason: "原因", detail: "详情", correct: "更正", accept: "接受", reject: "否决", undo: "撤销", save: "保存", cancel: "取消", make: "补为观测",
    allStatus: "全部性质", allCode: "有无代码", codeKnown: "有代码", codeUnknown: "无代码", allVerdict: "全部判断", undecided: "未判断", accepted: "已接受", corrected: "已更正", rejected: "已否决", allReason: "全部原因",
    noRows: "没有符合筛选的行。", failed: "未能读取", progress: (n, of) => `已判断 ${n} / ${of}`, exported: (n, left) => `已导出 ${n} 行${left ? `；${left} 行缺时期或指标，未导出` : ""}`, nothing: "尚无判断。",
    needs: "接受前请补全时期和指标。", badSurface: "表述须在该行、该数字处。", badNumber: "不是数字", needed: "必填", again: "已判断，按 u 撤销",
    indicator: "指标", name: "目录", subject: "所属", value: "数值", value_max: "上限", unit: "单位", norm: "规范值", bound: "界限", modifier: "修饰词", period: "时期", basis: "对比", scope: "范围", rule: "规则", section: "章节", place: "位置", surface: "表述", same_as: "重复于", original: "原为", sentence: "原句", characters: "字符",
    keyList: [["j / k", "下一行、上一行"], ["a", "接受"], ["c", "更正"], ["r", "否决"], ["u", "撤销判断"], ["/", "搜索"], ["[ / ]", "上一份、下一份报告"], ["o", "观测与未计数字切换"], ["l", "语言"], ["t", "深浅色"], ["?", "本列表"]],
    kinds: { level: "水平", growth: "增速", rate: "比率", completion: "完成度", delta: "增减量", rank: "位次", multiple: "倍数" },
    statuses: { actual: "实际", estimate: "预计", target: "目标", baseline: "基期", forecast: "预测" },
    bounds: { eq: "＝", approx: "≈ 约", ge: "≥ 不低于", gt: "> 超过", le: "≤ 不高于", lt: "< 不足", range: "区间" },
    reasons: { date: "日期", ordinal: "序数", name: "名称", heading: "标题", document_number: "文号", threshold: "门槛", unit_unknown: "单位不明", subject_unknown: "主体不明", other: "其他" },
    reports: { plan_report: "计划报告", work_report: "政府工作报告", communique: "统计公报", budget_report: "预算报告", analysis: "分析", other: "其他" },
  },
};
let language = /^zh/i.test(navigator.language || "") ? "zh" : "en";
const t = (key) => words[language][key] ?? key;
const of = (group, key) => words[language][group][key] ?? key;

// translate puts the words of the language into the fixed parts of the page.
function translate() {
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  for (const e of document.querySelectorAll("[data-label]")) e.setAttribute("aria-label", t(e.dataset.label));
  for (const e of document.querySelectorAll("[data-placeholder]")) e.placeholder = t(e.dataset.placeholder) + "  /";
  const other = $("language");
  other.textContent = language === "zh" ? "English" : "中文";
  other.lang = language === "zh" ? "en" : "zh";
  $("theme").textContent = t(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
}
