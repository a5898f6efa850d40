"""Run notebooks in fresh kernels and save them with their outputs, without anything of this machine or moment.

Run: make notebooks
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tradeview.sources.writing.files import write_together

# A widget is a view of a model that lived in the kernel: without it a reader would see an error instead of the picture.
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def rerun(path: Path) -> None:
    """Run one notebook from top to bottom and write it back."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(path.parent / "data", Path(folder) / "data")
        where = {"metadata": {"path": folder}}
        client = NotebookClient(
            notebook, kernel_name="python3", coalesce_streams=True, record_timing=False, resources=where
        )
        client.execute()
    notebook.metadata = METADATA
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {}
            if "data" in output:
                output.data.pop(WIDGET, None)
    nbformat.validate(notebook)
    text = nbformat.writes(notebook).rstrip("\n")
    write_together({path: f"{text}\n".encode()})


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("notebooks", nargs="+", type=Path, help="notebooks to run and to write back")
    for path in options.parse_args().notebooks:
        rerun(path)
