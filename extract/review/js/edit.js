// The fields of the form, in order: name, kind of input, needed, wide.
const form = [["indicator", "text", true, true], ["surface", "text", true, false], ["unit", "text", false, false], ["value", "number", true, false], ["value_max", "number", false, false],
  ["kind", "kinds", true, false], ["bound", "bounds", true, false], ["status", "statuses", true, false], ["period", "text", true, false], ["scope", "text", false, false]];
let editing = null;

// openEdit opens the form on an observation, or on a number of the residue that
// is to become one.
function openEdit(x) {
  const d = here();
  editing = x;
  const blank = { indicator: "", unit: "", value: Number(d.text.slice(x.start, x.end).replace(/[^0-9.-]/g, "")) || "", value_max: "", kind: "level", bound: "eq", status: "actual", period: String(documents[view.doc].review || ""), scope: "" };
  const given = (name) => (name === "surface" ? surfaceOf(d, x).split("\n")[0] : number(isItem(x) ? field(x, name) : blank[name]));
  $("editTitle").textContent = t(isItem(x) ? "correct" : "make");
  $("editSentence").textContent = sentenceOf(d, x);
  $("editError").textContent = "";
  $("editFields").replaceChildren(...form.map(([name, type, , wide]) => {
    let input;
    if (type in words.en) {
      input = make("select", { name, id: "edit-" + name }, ...Object.keys(words.en[type]).map((k) => make("option", { value: k }, of(type, k))));
      input.value = given(name);
    } else input = make("input", { name, id: "edit-" + name, type: "text", value: given(name), inputMode: type === "number" ? "decimal" : "text", autocomplete: "off" });
    return make("label", { className: wide ? "wide" : "", htmlFor: "edit-" + name }, t(name), input);
  }));
  $("edit").showModal();
  $("edit-indicator").focus();
}

// place finds where a surface stands: in x's line, over x's number.
function placeOf(d, x, surface) {
  const start = field(x, "start"), n = lineOf(d, start), from = d.starts[n], line = lineText(d, n);
  for (let at = line.indexOf(surface); surface && at >= 0; at = line.indexOf(surface, at + 1)) {
    if (from + at < Math.max(field(x, "end"), start + 1) && from + at + surface.length > start) return { start: from + at, end: from + at + surface.length };
  }
  return null;
}

function readForm(d) {
  const out = {};
  for (const [name, type, needed] of form) {
    const text = $("edit-" + name).value.trim();
    if (needed && text === "") return { error: `${t(name)} ${t("needed")}` };
    if (type === "number") {
      out[name] = text === "" ? null : Number(text.replace("−", "-"));
      if (Number.isNaN(out[name])) return { error: `${t(name)} ${t("badNumber")}` };
    } else out[name] = text;
  }
  const at = placeOf(d, editing, out.surface);
  if (!at) return { error: t("badSurface") };
  delete out.surface;
  out.scope = out.scope || null;
  return { fields: { ...out, ...at } };
}

function saveEdit(event) {
  event.preventDefault();
  const d = here(), { fields, error } = readForm(d);
  if (error) { $("editError").textContent = error; return; }
  $("edit").close();
  let x = editing;
  if (isItem(x)) {
    x.fixed = fields;
    x.verdict = "correct";
  } else {
    editing.made = true;
    x = Object.assign(unpack(d.strings, []), fields, { from: editing.from, to: editing.to, verdict: "correct", added: true, origin: editing });
    d.items.push(x);
    d.items.sort((a, b) => a.start - b.start);
    view.list = "items";
  }
  const scroll = $("text").scrollTop;
  drawText();
  $("text").scrollTop = scroll;
  drawList();
  drawMarks();
  choose(x);
  drawOption(view.doc);
}

// removeAdded takes back an observation that was made of a residue number.
function removeAdded(x) {
  const d = here();
  x.origin.made = false;
  d.items.splice(d.items.indexOf(x), 1);
  drawText();
  drawList();
  drawMarks();
  choose(null);
  drawOption(view.doc);
}
