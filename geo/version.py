"""The version of Wherein, and versions of code whose results are kept: digests, so that no change is forgotten."""

from __future__ import annotations

import hashlib
import importlib.metadata
import tomllib
from functools import cache
from pathlib import Path

from geo.checkout import CHECKOUT

GEO = Path(__file__).resolve().parent
"""The folder of this package."""

# All that decides what a parse says, below `GEO`. A place that is not there yet costs nothing.
_PARSING = (
    "document.py", "errors.py", "globe.py", "kinds.py", "model.py", "phrase.py", "pipeline.py",
    "attribution.py", "areas", "gazetteer", "lexicon", "recognize", "resolve", "text",
)  # fmt: skip


def version() -> str:
    """Return the version as ``pyproject.toml`` has it, beside the code or when it was built."""
    if CHECKOUT is None:
        return importlib.metadata.version("wherein")
    # First, because another version may be installed beside this folder.
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


@cache
def parsing_version() -> str:
    """Return 8 hex digits that change whenever a file does that decides a parse: the code, and the data beside it."""
    return parsing_digest(GEO)


def parsing_digest(root: Path) -> str:
    """Return what `parsing_version` does, for a copy of the folder of this package."""
    return files_digest(root, _PARSING)


def files_digest(root: Path, names: tuple[str, ...]) -> str:
    """Return 8 hex digits over names and contents of the files and folders of these names, whatever their endings."""
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in (root / name, *(root / name).rglob("*"))):
        # Python writes its own files beside ours, and an editor hidden ones.
        inside = path.relative_to(root).parts
        if path.is_file() and "__pycache__" not in inside and not path.name.startswith("."):
            content = path.read_bytes()
            digest.update(f"{'/'.join(inside)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:8]
