"""Runs zhibiao and other tools over sentences.txt and prints, as Markdown, how
many of the numbers in it each of them finds, with the right value and unit.

    compare.py ZHIBIAO

A number is right where its value is, 万 and 亿 worked out, whatever its sign; a
range where both ends are. Numbers that several indicators share count once.
A tool that is not installed is left out, and said so.
"""
import contextlib
import datetime
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import warnings
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}


def scaled(number, unit):
    """The number without 万 and 亿, and the unit without them."""
    for scale, factor in SCALES.items():
        if unit.startswith(scale):
            return abs(Decimal(number)) * factor, unit[len(scale):]


def read_cases(path):
    """The sentences, each with the numbers written in it: alternatives of
    (values, unit)."""
    cases = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line or line[0] in "#@":
            continue
        if line[0] != " ":
            cases.append((line, []))
            continue
        _, _, value, unit = re.split(r"\s{2,}", line.strip())[:4]
        values, units = value.split("|"), unit.split("|")
        if len(values) < len(units):
            values *= len(units)
        both = []
        for v, u in zip(values, units):
            ends = [scaled(n, u) for n in v.split("..")]
            both.append((frozenset(n for n, _ in ends), ends[0][1]))
        if both not in cases[-1][1]:
            cases[-1][1].append(both)
    return cases


def zhibiao(program, sentences):
    lines = "".join(json.dumps({"source": str(i), "text": s, "year": 2024, "kind": "plan_report"}, ensure_ascii=False) + "\n" for i, s in enumerate(sentences))
    out = subprocess.run([program, "stream"], input=lines, capture_output=True, text=True, check=True).stdout
    found = [[] for _ in sentences]
    for row in map(json.loads, out.splitlines()):
        if row["type"] == "observation":
            number, unit = scaled(row["value_text"], row["unit"])
            numbers = {number}
            if row["value_max"] is not None:
                numbers.add(scaled(str(row["value_max"]), row["unit"])[0])
            found[int(row["source"])].append((row["char_start"], row["char_end"], frozenset(numbers), unit))
    return found


def recognizers(sentences):
    out = subprocess.run(["node", os.path.join(HERE, "recognizers.js")], input="\n".join(sentences), capture_output=True, text=True, check=True).stdout
    return [[(f["start"], f["end"], frozenset([Decimal(f["number"])]), f["unit"]) for f in json.loads(line)] for line in out.splitlines()]


def cn2an_text(sentences):
    """cn2an rewrites numerals in a text; a plain pattern reads the result."""
    import cn2an

    found = []
    for s in sentences:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = cn2an.transform(s, "cn2an")
        found.append([(m.start(), m.end(), frozenset([Decimal(m[1]) * SCALES[m[2] or ""]]), m[3]) for m in re.finditer(r"(\d+(?:\.\d+)?)(万亿|亿|万)?(%)?", text)])
    return found


def jionlp_money(sentences):
    with contextlib.redirect_stdout(sys.stderr):  # it greets
        import jionlp

    found = []
    for s in sentences:
        found.append([])
        for m in jionlp.ner.extract_money(s):
            num = m["detail"]["num"]
            numbers = [num] if isinstance(num, str) else num
            found[-1].append((*m["offset"], frozenset(Decimal(n) for n in numbers), m["detail"]["case"]))
    return found


def score(cases, found):
    """Right numbers, right numbers with right unit, and numbers that are none
    of the written ones, over all sentences; and of each sentence."""
    per = []
    for (_, wanted), items in zip(cases, found):
        value = unit = 0
        matched = set()
        for alternatives in wanted:
            hits = [i for i, f in enumerate(items) for values, _ in alternatives if f[2] == values]
            if not hits and any(len(values) == 2 for values, _ in alternatives):  # the ends of a range, one by one
                ends = [[i for i, f in enumerate(items) if f[2] == {n}] for values, _ in alternatives for n in sorted(values)]
                hits = sum(ends, []) if all(ends) else []
            value += bool(hits)
            unit += any(items[i][3] == u for i in hits for _, u in alternatives)
            matched.update(hits)
        others = [i for i in range(len(items)) if i not in matched and not any(items[i][0] < items[j][1] and items[j][0] < items[i][1] for j in matched)]
        extra = [i for i in others if not any(j != i and items[j][0] <= items[i][0] and items[i][1] <= items[j][1] and (items[j][1] - items[j][0], -j) > (items[i][1] - items[i][0], -i) for j in others)]
        per.append((value, unit, len(extra)))
    return per


def main():
    program = sys.argv[1]
    cases = read_cases(os.path.join(HERE, "sentences.txt"))
    sentences = [s for s, _ in cases]
    written = sum(len(w) for _, w in cases)
    tools = []
    missing = []

    def run(name, call):
        try:
            tools.append((name(), score(cases, call())))
        except Exception as e:  # not installed, or broken here: say so and go on
            missing.append(f"{e.__class__.__name__}: {e}")

    run(lambda: subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout.split(",")[0], lambda: zhibiao(program, sentences))
    run(lambda: "`@microsoft/recognizers-text-suite` " + json.load(open(os.path.join(os.environ["RECOGNIZERS"], "node_modules/@microsoft/recognizers-text-suite/package.json")))["version"], lambda: recognizers(sentences))
    run(lambda: "`cn2an` " + importlib.metadata.version("cn2an"), lambda: cn2an_text(sentences))
    run(lambda: "`jionlp` " + importlib.metadata.version("jionlp") + ", money", lambda: jionlp_money(sentences))

    day = os.environ.get("DAY") or datetime.date.today().isoformat()
    print(f"Run on {day}: {len(cases)} sentences, {written} numbers written in them.\n")
    print("| tool | value right | value and unit right | other numbers returned |\n| --- | --- | --- | --- |")
    for name, per in tools:
        print(f"| {name} | {sum(p[0] for p in per)} | {sum(p[1] for p in per)} | {sum(p[2] for p in per)} |")
    print("\nBy sentence: value and unit right, of the numbers written.\n")
    print("| sentence | written | " + " | ".join(name.split(" ")[0].strip("`").split("/")[-1] for name, _ in tools) + " |\n| --- |" + " --- |" * (len(tools) + 1))
    for i, (s, wanted) in enumerate(cases):
        print(f"| {s} | {len(wanted)} | " + " | ".join(str(per[i][1]) for _, per in tools) + " |")
    for m in missing:
        print(f"\nleft out: {m}")


if __name__ == "__main__":
    main()
