"""Names of countries as they stand in a sentence."""

from __future__ import annotations

import re

_WITH_ARTICLE = re.compile(
    r"United |.*\b(?:Republic|Islands)\b|(?:Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\Z"
)


def with_article(country: str | None) -> str:
    """Return "the United States", but "Turkey"; "" for no country."""
    return f"the {country}" if country and _WITH_ARTICLE.match(country) else country or ""
