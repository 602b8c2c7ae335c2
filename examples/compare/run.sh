#!/usr/bin/env bash
# Runs zhibiao and other tools over the sentences in sentences.txt and prints
# the tables of docs/comparison.md, then what zhibiao gets wrong in them.
#
#     examples/compare/run.sh
#
# The tools go to a temporary directory: from npm
# @microsoft/recognizers-text-suite, from PyPI cn2an and jionlp. One that
# cannot be had is left out, and said so. RECOGNIZERS names a directory that
# has the first, PYTHON an interpreter that has the others.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
for tool in go python3; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "skipped: no $tool here" && exit 0
	fi
done
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

if [ -z "${RECOGNIZERS:-}" ]; then
	export RECOGNIZERS=$temp/npm
	mkdir "$RECOGNIZERS"
	(cd "$RECOGNIZERS" && npm init -y && npm install --no-audit --no-fund @microsoft/recognizers-text-suite) >"$temp/npm.log" 2>&1 || tail -n 3 "$temp/npm.log" >&2
fi
if [ -z "${PYTHON:-}" ]; then
	python3 -m venv "$temp/python"
	PYTHON=$temp/python/bin/python
	for package in cn2an jionlp; do
		"$PYTHON" -m pip install --quiet "$package" >"$temp/pip.log" 2>&1 || tail -n 3 "$temp/pip.log" >&2
	done
fi
(cd "$root" && CGO_ENABLED=0 go build -trimpath -o "$temp/zhibiao" ./cmd/zhibiao)
"$PYTHON" "$root/examples/compare/compare.py" "$temp/zhibiao"
echo
cd "$root/examples/compare" && "$temp/zhibiao" eval --errors 100 sentences.txt
