// drawDetail shows every field of the chosen row, and what can be done with it.
function drawDetail() {
  const d = here(), x = view.chosen, box = $("detail");
  if (!x) { box.replaceChildren(); return; }
  box.replaceChildren(...(isItem(x) ? itemDetail(d, x) : residueDetail(d, x)));
}

function action(key, label, run, className, on = false) {
  const b = make("button", { type: "button", className: `button ${className}${on ? " on" : ""}` }, t(label), make("kbd", { "aria-hidden": "true" }, key));
  b.setAttribute("aria-keyshortcuts", key);
  b.setAttribute("aria-pressed", String(on));
  b.addEventListener("click", run);
  return b;
}

function itemDetail(d, x) {
  const line = lineOf(d, field(x, "start")) + 1;
  const bar = make("div", { className: "actions" },
    action("a", "accept", () => judge("accept"), "accept-button", x.verdict === "accept"),
    action("c", "correct", () => openEdit(x), "correct-button", x.verdict === "correct"),
    action("r", "reject", () => judge("reject"), "reject-button", x.verdict === "reject"),
    x.verdict ? action("u", "undo", () => judge(""), "") : null);
  const fields = make("dl", { className: "fields" });
  const put = (name, value, wide, was) => {
    if (value === "" || value === null || value === undefined) return;
    fields.append(make("dt", {}, t(name)), make("dd", { className: wide ? "wide" : "" }, String(value), was === undefined || was === value ? "" : " ", was === undefined || was === value ? "" : make("span", { className: "old", title: t("original") }, number(was) || "∅")));
  };
  const both = (name, say = (v) => v, wide = false) => put(name, say(field(x, name)), wide, x.fixed && !x.added && name in x.fixed ? say(x[name]) : undefined);
  both("indicator", undefined, true);
  put("name", x.code ? `${x.name} (${x.code})` : "", true);
  put("subject", x.subject);
  both("kind", (v) => of("kinds", v));
  both("status", (v) => of("statuses", v));
  both("value", number);
  both("value_max", number);
  both("unit");
  put("norm", x.norm_value === null || x.fixed ? "" : `${number(x.norm_value)}${x.norm_value_max === null ? "" : "–" + number(x.norm_value_max)} ${x.norm_unit} ${x.dimension ? "(" + x.dimension + ")" : ""}`.trim());
  both("bound", (v) => of("bounds", v));
  put("modifier", x.modifier);
  both("period");
  put("basis", x.basis);
  both("scope", number);
  put("rule", x.rule);
  put("surface", surfaceOf(d, x));
  put("section", x.section, true);
  put("same_as", x.same_as === null ? "" : "#" + x.same_as);
  put("place", `#${x.added ? "+" : x.seq}, ${line}:${field(x, "start") - d.starts[line - 1] + 1}${x.page ? ", p. " + x.page : ""}${x.table_row ? `, ${x.table_row}/${x.table_col}` : ""}`);
  return [make("h2", {}, make("strong", { lang: "zh" }, figure(x)), make("span", { className: "tag " + field(x, "kind") }, of("kinds", field(x, "kind")))), bar, fields, quote(d, x)];
}

function residueDetail(d, x) {
  const line = lineOf(d, x.start) + 1;
  return [make("h2", {}, make("strong", { lang: "zh" }, d.text.slice(x.start, x.end)), make("span", { className: "tag" }, of("reasons", x.reason))),
    make("div", { className: "actions" }, action("c", "make", () => openEdit(x), "correct-button")),
    make("dl", { className: "fields" }, make("dt", {}, t("reason")), make("dd", {}, of("reasons", x.reason)), make("dt", {}, t("place")), make("dd", {}, `${line}:${x.start - d.starts[line - 1] + 1}`)), quote(d, x)];
}

// quote is the sentence with the number marked.
function quote(d, x) {
  const start = field(x, "start"), end = field(x, "end");
  if (x.from < 0 || start < x.from || end > x.to) return make("p", { className: "quote", lang: "zh" }, d.text.slice(start, end));
  return make("p", { className: "quote", lang: "zh" }, d.text.slice(x.from, start), make("strong", {}, d.text.slice(start, end)), d.text.slice(end, x.to));
}

let toastTimer = 0;
function toast(text) {
  const e = $("toast");
  e.textContent = text;
  e.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { e.hidden = true; }, 4000);
}
