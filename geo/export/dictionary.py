"""The tables of docs/formats.md that say what an export holds, written from the lists by which it is written.

``python -m geo.export.dictionary docs/formats.md`` rewrites them in place, between their marks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geo.export import csv, geojson, jsonl
from geo.export.fields import Field

_MARKED = re.compile(r"(<!-- fields of (\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_FIELDS: dict[str, tuple[Field[Any], ...]] = {
    "jsonl": jsonl.KEYS,
    "geojson": geojson.PROPERTIES,
    "csv": csv.COLUMNS,
}


def with_tables(text: str) -> str:
    """Return a page with each of its marked tables as it should be; the rest of it stays.

    Raises:
        KeyError: a mark names no format that has such a table.
    """
    return _MARKED.sub(lambda mark: f"{mark[1]}{_table(_FIELDS[mark[2]])}{mark[3]}", text)


def _table(fields: Iterable[Field[Any]]) -> str:
    rows = (f"| `{field.name}` | {_type(field)} | {field.meaning} |\n" for field in fields)
    return "".join(("| key | type | meaning |\n|---|---|---|\n", *rows))


def _type(field: Field[Any]) -> str:
    return f"{field.type}, {field.unit}" if field.unit else field.type


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        page.write_text(with_tables(page.read_text("utf-8")), "utf-8", newline="")
