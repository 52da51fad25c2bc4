"""What is read is documented."""

from __future__ import annotations

from pathlib import Path

from geo.read.registry import READERS

ROOT = Path(__file__).resolve().parents[2]


def test_every_format_that_is_read_is_documented() -> None:
    """docs/formats.md says of each what it is; the README names its endings."""
    page, readme = ((ROOT / name).read_text("utf-8") for name in ("docs/formats.md", "README.md"))
    documents = page.partition("## Documents")[2].partition("\n## ")[0]
    for reader in READERS:
        for ending in reader.endings:
            assert f"`{ending}`" in documents
            assert f"`{ending}`" in readme
