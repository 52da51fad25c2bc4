"""The example documents are listed properly, hold what they promise, and are in our own words."""

from __future__ import annotations

import hashlib
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geo.read.seeds import load_seeds
from tests.conftest import ROOT, SHARED

SEEDS_DIR = ROOT / "seeds"
SEEDS: list[dict[str, Any]] = tomllib.loads((SEEDS_DIR / "seeds.toml").read_text("utf-8"))["seed"]
KEYS = {"file", "title", "facts_source", "licence", "language", "place"}
ARTICLE = SHARED / "seed" / "article.txt"
# SHA-256 digests, shortened to 12 hex digits, of every run of six words of the article that the first seed retells.
ARTICLE_RUNS = ROOT / "tests" / "data" / "article_runs.txt"
RUN_WORDS = 6
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def text_of(seed: dict[str, Any]) -> str:
    path: Path = SEEDS_DIR / seed["file"]
    return path.read_text("utf-8")


def runs(text: str) -> set[str]:
    """Return the digests of all runs of six words, without regard to case and punctuation."""
    words = WORD.findall(text.lower())
    joined = (" ".join(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in joined}


def test_every_text_is_listed_and_every_listed_text_is_there() -> None:
    """Six examples; a file that is not listed would never be offered."""
    assert len(SEEDS) == 6
    assert sorted(seed["file"] for seed in SEEDS) == sorted(path.name for path in SEEDS_DIR.glob("*.txt"))
    assert [seed.title for seed in load_seeds()] == [seed["title"] for seed in SEEDS]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed["file"]))
class TestSeed:
    def test_is_described(self, seed: dict[str, Any]) -> None:
        """Its keys are those of seeds/README.md, none empty, and the licence is the project's."""
        assert set(seed) == KEYS
        assert all(seed.values())
        assert seed["licence"] == "MIT"

    def test_is_short_prose(self, seed: dict[str, Any]) -> None:
        """250 to 600 words in several paragraphs, with no stray blanks."""
        text = text_of(seed)
        paragraphs = text.strip().split("\n\n")

        assert 250 <= len(text.split()) <= 600
        assert len(paragraphs) >= 4
        assert all(line == line.strip() for paragraph in paragraphs for line in paragraph.split("\n"))
        assert not any(a == b for a, b in pairwise(WORD.findall(text.lower())))

    def test_names_the_places_that_it_promises(self, seed: dict[str, Any]) -> None:
        """Each expected name stands in the text as a whole word."""
        text = text_of(seed)

        assert [p["name"] for p in seed["place"] if not re.search(rf"\b{re.escape(p['name'])}\b", text)] == []

    def test_says_where_each_place_is(self, seed: dict[str, Any]) -> None:
        """By the id of a place, or by a point and how far off it may be put."""
        for expected in seed["place"]:
            where = set(expected) - {"name"}
            assert where in ({"place"}, {"lat", "lon", "tolerance_km"}), expected
            if "place" in expected:
                assert re.fullmatch(r"(geonames:\d+|wherein:[a-z0-9-]+)", expected["place"]), expected
            else:
                assert -90 <= expected["lat"] <= 90, expected
                assert -180 <= expected["lon"] <= 180, expected
                assert 0 < expected["tolerance_km"] <= 100, expected


def test_the_first_seed_keeps_the_facts_of_the_article() -> None:
    """The same places and actors as in the report that it retells."""
    words = set(WORD.findall(text_of(SEEDS[0])))

    assert words >= {"Syria", "Brussels", "Belgium", "Turkey", "Ankara", "Russia", "London", "Washington"}
    assert words >= {"Nato", "ISIS", "Kurdish", "Esper", "Stoltenberg", "Trump", "Erdogan"}
    assert "northern Syria" in text_of(SEEDS[0])
    assert "Deir ez-Zor" in text_of(SEEDS[0])


def test_the_first_seed_has_no_sentence_of_the_article() -> None:
    """No six words in a row are the same; the article itself is not in the repository, only digests of its runs."""
    stored = set(ARTICLE_RUNS.read_text("ascii").split())

    assert len(stored) > 300
    assert runs(text_of(SEEDS[0])) & stored == set()


def test_the_digests_are_those_of_the_article() -> None:
    """They are made as those here are, or the test above would find nothing; where the article is at hand they are all
    its runs."""
    stored = ARTICLE_RUNS.read_text("ascii").split()

    assert runs("Six words, in a ROW here.") == {"c6dd4a024181"}
    assert all(re.fullmatch("[0-9a-f]{12}", digest) for digest in stored)
    if ARTICLE.exists():
        assert stored == sorted(runs(ARTICLE.read_text("utf-8")))
