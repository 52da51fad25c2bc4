"""The day that a written date names, where there is no doubt about it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_ISO = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})(?:[T ][0-9]{2}.*)?", re.DOTALL)
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? +)?([0-9]{1,2}) +([A-Za-z]{3,9})\.?,? +([0-9]{4})(?: .*)?", re.DOTALL)
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9})\.? +([0-9]{1,2}),? +([0-9]{4})(?: .*)?", re.DOTALL)


def day_of(found: str) -> str | None:
    """Return the day of a date or date-time as ISO 8601 (``2019-10-21``), as it was where it was written.

    Understood are ISO 8601, and days whose month is an English word ("Mon, 21 Oct 2019 10:00:00 GMT", "October 21,
    2019"). None for anything else: ``10/11/2019`` is one day in London and another in New York.
    """
    found = found.strip()
    if match := _ISO.fullmatch(found):
        return _day(match[1], int(match[3]), match[4])
    if match := _DAY_FIRST.fullmatch(found):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(found):
        return _day(match[3], _month(match[1]), match[2])
    return None


def _month(word: str) -> int:
    word = "sep" if word.lower() == "sept" else word.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if word in (name, name[:3])), 0)


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
