const $ = (id) => document.getElementById(id);

// make builds an element: properties, then children.
function make(tag, props = {}, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props)) {
    if (k === "data") Object.assign(e.dataset, v);
    else if (k in e && k !== "role") e[k] = v;
    else e.setAttribute(k, v);
  }
  e.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

const documents = JSON.parse($("documents").textContent);
const cache = new Map(); // documents that have been shown, with all judgements

// The fields of an observation as the data has them, in order; those between
// indicator and section are words, named by their place among the strings.
const itemFields = ["seq", "start", "end", "from", "to", "value", "value_max", "norm_value", "norm_value_max",
  "indicator", "code", "name", "subject", "kind", "unit", "norm_unit", "dimension", "bound", "modifier", "status", "period", "basis", "scope", "rule", "section",
  "page", "table_row", "table_col", "same_as"];
const firstWord = itemFields.indexOf("indicator"), lastWord = itemFields.indexOf("section");

function unpack(strings, values) {
  const x = { verdict: "", fixed: null };
  itemFields.forEach((name, i) => {
    const v = values[i] ?? null;
    x[name] = i < firstWord || i > lastWord ? v : v === null ? (name === "scope" ? null : "") : strings[v];
  });
  return x;
}

// load is the text and rows of a document, read when first asked for. An item
// has a verdict ("" accept correct reject) and, corrected, fixed fields.
function load(i) {
  if (cache.has(i)) return cache.get(i);
  const d = JSON.parse($("document" + i).textContent);
  d.index = i;
  d.starts = [0];
  for (let at = d.text.indexOf("\n"); at >= 0; at = d.text.indexOf("\n", at + 1)) d.starts.push(at + 1);
  d.items = d.items.map((values) => unpack(d.strings, values));
  d.residue = d.residue.map(([start, end, from, to, reason]) => ({ start, end, from, to, reason: d.strings[reason] }));
  cache.set(i, d);
  return d;
}

const view = { doc: 0, list: "items", chosen: null, kinds: new Set(Object.keys(words.en.kinds)), status: "", code: "", verdict: "", reason: "", search: "" };
const here = () => load(view.doc);
const field = (x, name) => (x.fixed && name in x.fixed ? x.fixed[name] : x[name]);
const surfaceOf = (d, x) => d.text.slice(field(x, "start"), field(x, "end"));
const sentenceOf = (d, x) => (x.from >= 0 ? d.text.slice(x.from, x.to) : surfaceOf(d, x));

// lineOf is the line, from 0, that an offset stands in.
function lineOf(d, at) {
  let low = 0, high = d.starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (d.starts[mid] <= at) low = mid; else high = mid - 1;
  }
  return low;
}
const lineText = (d, n) => d.text.slice(d.starts[n], n + 1 < d.starts.length ? d.starts[n + 1] - 1 : d.text.length);

// shown reports whether an observation passes the filters.
function shown(d, x) {
  if (!view.kinds.has(field(x, "kind"))) return false;
  if (view.status && field(x, "status") !== view.status) return false;
  if (view.code && (view.code === "known") !== Boolean(x.code)) return false;
  if (view.verdict && (x.verdict || "none") !== view.verdict) return false;
  if (!view.search) return true;
  const text = [field(x, "indicator"), x.code, x.name, surfaceOf(d, x), x.rule, sentenceOf(d, x)].join(" ").toLowerCase();
  return text.includes(view.search);
}
function shownResidue(d, x) {
  if (view.reason && x.reason !== view.reason) return false;
  return !view.search || sentenceOf(d, x).toLowerCase().includes(view.search);
}
// visible are the rows of the open list that pass the filters, in text order.
function visible() {
  const d = here();
  return view.list === "items" ? d.items.filter((x) => shown(d, x)) : d.residue.filter((x) => shownResidue(d, x));
}

const number = (v) => (v === null || v === undefined ? "" : String(v));
const signs = { approx: "≈", ge: "≥", gt: ">", le: "≤", lt: "<" };
// figure writes the value of an observation with bound and unit.
function figure(x) {
  const kind = field(x, "kind"), value = field(x, "value"), max = field(x, "value_max");
  const plus = (kind === "growth" || kind === "delta") && value > 0 ? "+" : "";
  return (signs[field(x, "bound")] ?? "") + plus + number(value) + (max === null || max === undefined ? "" : "–" + number(max)) + field(x, "unit");
}
const marks = { accept: "✓", correct: "✎", reject: "✗", "": "·" };
