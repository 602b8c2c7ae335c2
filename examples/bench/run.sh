#!/usr/bin/env bash
# Compares the whole pipeline on one core with the Chinese number, percentage,
# currency and dimension models of the npm package
# @microsoft/recognizers-text-suite, sentence by sentence, over the same text in
# the same run. Prints documents and MB a second of both, and the ratios: of the
# pipeline in memory (the sample reports only), and of the whole command, which
# also reads files and writes tables.
#
#     examples/bench/run.sh [FILE…]     default: the sample reports
#
# The package goes to a temporary directory; RECOGNIZERS names one that has it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
for tool in node npm go; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "skipped: no $tool here" && exit 0
	fi
done
pipeline=0
if [ $# -eq 0 ]; then
	pipeline=$(cd "$root" && GOGC=400 go test -run '^$' -bench '^BenchmarkPipeline$' -cpu 1 ./extract | awk '/^BenchmarkPipeline/ {for (i = 2; i <= NF; i++) if ($i == "MB/s") print $(i - 1)}')
	set -- "$root"/testdata/samples/*.txt
fi
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

if [ -z "${RECOGNIZERS:-}" ]; then
	export RECOGNIZERS=$temp/npm
	mkdir "$RECOGNIZERS"
	if ! (cd "$RECOGNIZERS" && npm init -y && npm install --no-audit --no-fund @microsoft/recognizers-text-suite) >"$temp/npm.log" 2>&1; then
		echo "skipped: the package cannot be had here" && tail -n 3 "$temp/npm.log" && exit 0
	fi
fi
(cd "$root" && CGO_ENABLED=0 go build -trimpath -o "$temp/zhibiao" ./cmd/zhibiao)

# The same files, often enough that the start of the program hardly counts.
copies=${COPIES:-20}
mkdir "$temp/in"
for i in $(seq "$copies"); do
	for f in "$@"; do
		{ printf '%s\n' "$i"; cat "$f"; } >"$temp/in/$i-$(basename "$f")"
	done
done
GOMAXPROCS=1 "$temp/zhibiao" extract -q --jobs 1 --limit 1 --format jsonl -o "$temp/warm" "$temp/in"
start=$(date +%s.%N)
GOMAXPROCS=1 "$temp/zhibiao" extract -q --jobs 1 --format jsonl -o "$temp/out" "$temp/in"
end=$(date +%s.%N)
theirs=$(node "$root/examples/bench/recognizers.js" "$@")

node -e '
const [dir, start, end, theirs, pipeline] = process.argv.slice(1);
const fs = require("fs"), path = require("path");
const files = fs.readdirSync(dir);
const bytes = files.reduce((sum, f) => sum + fs.statSync(path.join(dir, f)).size, 0);
const ours = { files: files.length, bytes, seconds: end - start }, t = JSON.parse(theirs);
const line = (name, r) => console.log(name.padEnd(28), (r.files / r.seconds).toFixed(2).padStart(9), "documents/s", (r.bytes / 1e6 / r.seconds).toFixed(4).padStart(9), "MB/s");
const perFile = t.bytes / t.files, ratio = r => (r.bytes / r.seconds / (t.bytes / t.seconds)).toFixed(1).padStart(9);
const inMemory = { files: pipeline * 1e6 / perFile, bytes: pipeline * 1e6, seconds: 1 };
if (pipeline > 0) line("pipeline, one core", inMemory);
line("whole command, one core", ours);
line("recognizers, four models", t);
if (pipeline > 0) console.log("ratio of the pipeline".padEnd(28), ratio(inMemory));
console.log("ratio of the whole command".padEnd(28), ratio(ours));
' "$temp/in" "$start" "$end" "$theirs" "$pipeline"
