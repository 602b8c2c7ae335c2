// Reads sentences, one a line, from the standard input, and prints for each a
// JSON list of what the Chinese number, ordinal, percentage, currency and
// dimension models of Recognizers-Text find in it: start, end, number, unit.
'use strict';
const home = process.env.RECOGNIZERS || process.cwd();
const load = name => require(require.resolve(name, { paths: [home] }));
const { Culture } = load('@microsoft/recognizers-text');
const { NumberRecognizer } = load('@microsoft/recognizers-text-number');
const { NumberWithUnitRecognizer } = load('@microsoft/recognizers-text-number-with-unit');

const number = new NumberRecognizer(Culture.Chinese);
const unit = new NumberWithUnitRecognizer(Culture.Chinese);
const models = { number: number.getNumberModel(), ordinal: number.getOrdinalModel(), percentage: number.getPercentageModel(),
  currency: unit.getCurrencyModel(), dimension: unit.getDimensionModel() };
const units = { 'Chinese yuan': '元', Ton: '吨' };

for (const sentence of require('fs').readFileSync(0, 'utf8').trim().split('\n')) {
  const found = [];
  for (const [name, model] of Object.entries(models)) {
    for (const r of model.parse(sentence)) {
      const value = r.resolution && r.resolution.value;
      if (value === null || value === undefined) continue;
      const given = name === 'percentage' ? '%' : name === 'ordinal' ? '位' : r.resolution.unit || null;
      found.push({ start: r.start, end: r.end + 1, text: r.text, number: value.replace('%', ''), unit: units[given] || given });
    }
  }
  console.log(JSON.stringify(found));
}
