#!/usr/bin/env bash
# Runs every notebook in a clean virtual environment over the dataset of the
# sample reports. Ends with 77, having said why, where there is no Python that
# can or its packages cannot be had.
#
#     examples/notebooks/run.sh             # leaves nothing behind
#     ZHIBIAO_PLOTS=/tmp examples/notebooks/run.sh   # keeps the pictures
set -euo pipefail
cd "$(dirname "$0")/../.."

python=${PYTHON:-python3}
if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
	echo "skipped: no Python 3.11 or later with venv here; the notebooks were not run" >&2
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/venv"
if ! "$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check -r examples/notebooks/requirements.txt; then
	echo "skipped: the packages of examples/notebooks/requirements.txt cannot be had here; the notebooks were not run" >&2
	exit 77
fi
go build -o "$work/zhibiao" ./cmd/zhibiao
"$work/zhibiao" extract -q -o "$work/out" seeds/reports testdata/samples
mkdir "$work/plots"
ZHIBIAO_OUT="$work/out" ZHIBIAO_PLOTS="${ZHIBIAO_PLOTS:-$work/plots}" MPLCONFIGDIR="$work" IPYTHONDIR="$work" JUPYTER_PLATFORM_DIRS=1 \
	"$work/venv/bin/python" examples/notebooks/run.py examples/notebooks/*.ipynb
