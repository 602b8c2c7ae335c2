// gold writes an observation as a line of a gold file; null where it lacks
// what a gold file needs.
function gold(d, x) {
  const start = field(x, "start"), n = lineOf(d, start), line = lineText(d, n);
  const surface = d.text.slice(start, Math.min(field(x, "end"), d.starts[n] + line.length));
  if (!surface || !field(x, "period") || !field(x, "indicator")) return null;
  let nth = 0;
  for (let at = line.indexOf(surface); at >= 0 && d.starts[n] + at <= start; at = line.indexOf(surface, at + 1)) nth++;
  return { line: n + 1, surface, nth, value: field(x, "value"), value_max: field(x, "value_max") ?? null, unit: field(x, "unit"), kind: field(x, "kind"), bound: field(x, "bound"),
    status: field(x, "status"), period: field(x, "period"), indicator: field(x, "indicator"), scope: field(x, "scope") ?? null };
}

// goldOf is the gold file of a document: what was accepted or corrected, and
// with undecided what was not judged; rejected rows are left out.
function goldOf(i, undecided) {
  const d = load(i);
  const keep = d.items.filter((x) => x.verdict === "accept" || x.verdict === "correct" || (undecided && !x.verdict));
  const lines = keep.map((x) => gold(d, x)).filter(Boolean);
  return { text: lines.map((l) => JSON.stringify(l) + "\n").join(""), rows: lines.length, left: keep.length - lines.length };
}

// judgements are all rows that were judged, of all documents, each with its
// verdict and what the program had found.
function judgements() {
  const out = [];
  for (const [i, d] of [...cache].sort((a, b) => a[0] - b[0])) {
    for (const x of d.items.filter((x) => x.verdict)) {
      out.push({ source: documents[i].source, seq: x.added ? null : x.seq, verdict: x.added ? "add" : x.verdict, rule: x.rule, sentence: sentenceOf(d, x), ...(gold(d, x) ?? {}), found: x.fixed && !x.added ? { indicator: x.indicator, value: x.value, value_max: x.value_max ?? null, unit: x.unit, kind: x.kind, bound: x.bound, status: x.status, period: x.period } : undefined });
    }
  }
  return out;
}

const yaml = (s) => JSON.stringify(s.replace(/\s+/g, " ").trim());
// ruleExamples writes judged rows as examples of the rules that found them:
// finds of what is right, ignores of what is not.
function ruleExamples() {
  const rules = new Map();
  for (const [, d] of cache) {
    for (const x of d.items.filter((x) => x.verdict)) {
      const name = x.rule || "(no rule)";
      if (!rules.has(name)) rules.set(name, { finds: [], ignores: [] });
      const sentence = sentenceOf(d, x);
      if (x.verdict === "reject") rules.get(name).ignores.push(yaml(sentence));
      else rules.get(name).finds.push(yaml(`${sentence} => ${field(x, "indicator")} ${field(x, "kind")} ${number(field(x, "value"))}${field(x, "value_max") === null || field(x, "value_max") === undefined ? "" : ".." + number(field(x, "value_max"))} ${field(x, "unit")}`));
    }
  }
  let out = "";
  for (const [name, r] of [...rules].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    out += `- id: ${name}\n`;
    for (const list of ["finds", "ignores"]) {
      const lines = [...new Set(r[list])];
      if (lines.length) out += `  ${list}:\n${lines.map((l) => `    - ${l}\n`).join("")}`;
    }
  }
  return out;
}

function save(name, text, type) {
  const a = make("a", { href: URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" })), download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
// baseName is the name of a document's file without directories and extension.
const baseName = (i) => documents[i].source.replace(/#/g, "-").split("/").pop().replace(/\.(txt|html?|docx?|pdf|md|ofd|xlsx|jsonl)(?=$|-)/i, "") || "report";

function exportGold() {
  const g = goldOf(view.doc, $("undecided").checked);
  if (!g.rows) { toast(t("nothing")); return; }
  save(baseName(view.doc) + ".gold.jsonl", g.text, "application/jsonl");
  toast(t("exported")(g.rows, g.left));
}
function exportAll() {
  const rows = judgements();
  if (!rows.length) { toast(t("nothing")); return; }
  save("judgements.jsonl", rows.map((r) => JSON.stringify(r) + "\n").join(""), "application/jsonl");
  toast(t("exported")(rows.length, 0));
}
function exportRules() {
  const text = ruleExamples();
  if (!text) { toast(t("nothing")); return; }
  save("rule-examples.yaml", text, "application/yaml");
}
