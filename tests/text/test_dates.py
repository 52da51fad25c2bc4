"""The day that a written date names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.dates import day_of


@pytest.mark.parametrize(
    "found",
    [
        "2019-10-21",
        " 20191021 ",
        "2019-10-21T10:00:00.123+02:00",
        "2019-10-21 23:59 EST",
        "Mon, 21 Oct 2019 10:00:00 GMT",
        "21 October 2019",
        "Monday, October 21, 2019",
        "Oct. 21, 2019 10:15 pm",
        "oct 21 2019",
    ],
)
def test_a_clear_date_is_a_day(found: str) -> None:
    """ISO 8601, and dates with an English month: the day as it was where it was written, whatever the time zone."""
    assert day_of(found) == "2019-10-21"


@pytest.mark.parametrize(
    "found",
    [
        "", "yesterday", "2019", "2019-10", "10/11/2019", "10.11.2019", "21/10/2019", "2019-13-01", "2019-02-30",
        "20191301", "2019-1021", "21 Oct 19", "31 Feb 2019", "21 Brumaire 2019", "2019-10-21x", "version 2019-10-21",
        "\u0662\u0660\u0661\u0669-10-21",
    ],
)  # fmt: skip
def test_a_doubtful_date_is_none(found: str) -> None:
    """What two readers could read as two days, and what is no day, is left as it was found."""
    assert day_of(found) is None


@given(st.dates(date(1, 1, 1)))
def test_every_day_is_understood(day: date) -> None:
    """In each of the forms that are understood."""
    month = day.strftime("%B")
    forms = (day.isoformat(), f"{day.day} {month} {day.year:04}", f"{month[:3]} {day.day}, {day.year:04}")
    assert {day_of(form) for form in forms} == {day.isoformat()}


@given(st.text())
def test_any_text_is_a_day_or_none(found: str) -> None:
    """Nothing that is written as a date raises."""
    day_of(found)
