"""Run notebooks from beginning to end; the first cell that fails ends it all.

usage: python run.py [--write] NOTEBOOK…

ZHIBIAO_OUT names the dataset, ZHIBIAO_PLOTS a directory for the pictures. With
--write the notebooks keep their outputs; else the files stay as they are.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main(args):
    write = args[:1] == ["--write"]
    for name in args[write:]:
        book = nbformat.read(name, as_version=4)
        nbformat.validate(book)
        start = time.monotonic()
        try:
            NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(Path(name).parent)}}).execute()
        except CellExecutionError as error:
            sys.exit(f"{name}: {error}")
        print(f"{name}: {sum(c.cell_type == 'code' for c in book.cells)} cells in {time.monotonic() - start:.0f} s")
        if write:
            nbformat.write(book, name)


main(sys.argv[1:])
