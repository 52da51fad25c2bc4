"""Names of countries as they stand in a sentence."""

from __future__ import annotations

import re
from functools import cache

_WITH_ARTICLE = re.compile(
    r"(?:United|Federated States|Isle of|British Indian|French Southern|Caribbean Netherlands|Netherlands)\b"
    r"|(?!South Georgia|Heard Island).*\b(?:Republic|Islands)\b"
    r"|(?:Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\Z"
)


@cache
def with_article(country: str | None) -> str:
    """Return "the United States", but "Turkey"; "" for no country."""
    return f"the {country}" if country and _WITH_ARTICLE.match(country) else country or ""
