"""The governor on each kind of database, by a clock that the test moves."""

from __future__ import annotations

import pytest

from geo.geocode.database import Database
from geo.geocode.forecast import forecast
from geo.geocode.governor import FAILURES_BEFORE_PAUSE, SLACK_S, Governor
from tests.geocode.conftest import Clock

KEY = b"k" * 32


@pytest.fixture
def two(database: Database, clock: Clock) -> tuple[Governor, Governor]:
    """Two governors on one database, as two processes have them."""
    return Governor(database, clock=clock), Governor(database, clock=clock)


def test_turns_are_shared(two: tuple[Governor, Governor], clock: Clock) -> None:
    """However many ask, one has the turn until its time is over; endpoints do not mind each other."""
    one, other = two
    assert one.turn("e", 1.0) == 0
    assert other.turn("e", 1.0) == pytest.approx(1.0)
    assert other.turn("f", 1.0) == 0
    clock.now_s += 0.75
    assert other.turn("e", 1.0) == pytest.approx(0.25)
    clock.now_s += 0.25
    assert other.turn("e", 1.0) == 0
    assert one.turn("e", 1.0) == pytest.approx(1.0)


def test_a_turn_may_be_given_back_or_prolonged(two: tuple[Governor, Governor], clock: Clock) -> None:
    """A request that has ended, or a server that asks for patience, moves the next turn."""
    one, other = two
    one.turn("e", 11.0)
    one.hold("e", 0.5)
    assert other.turn("e", 1.0) == pytest.approx(0.5)
    one.hold("e", 30.0)
    clock.now_s += 29
    assert other.turn("e", 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize("back_s", [2.0, 86_400.0])
def test_turns_survive_a_clock_that_is_set_back(two: tuple[Governor, Governor], clock: Clock, back_s: float) -> None:
    """Nobody waits much longer than a turn can be held."""
    one, other = two
    one.turn("e", 1.0)
    clock.now_s -= back_s
    assert other.turn("e", 1.0) <= 1.0 + SLACK_S
    assert back_s < SLACK_S or one.turn("e", 1.0) == pytest.approx(1.0)  # the turn was taken


def test_one_asks_for_a_key(two: tuple[Governor, Governor], clock: Clock) -> None:
    """A lease is one's own until it is released or, if its holder died, until it runs out."""
    one, other = two
    assert one.lease(KEY, 30)
    assert not other.lease(KEY, 30)
    assert not one.lease(KEY, 30)  # another thread of the same process is another
    other.release(KEY)
    assert not other.lease(KEY, 30)
    one.release(KEY)
    assert other.lease(KEY, 30)
    clock.now_s += 20
    other.keep(KEY, 30)
    clock.now_s += 20
    assert not one.lease(KEY, 30)
    clock.now_s += 10
    assert one.lease(KEY, 30)
    clock.now_s -= 86_400
    assert other.lease(KEY, 30)


def test_a_pause_is_known_to_all(two: tuple[Governor, Governor], clock: Clock) -> None:
    """A pause holds for every process, until its time is over or the clock is behind its beginning."""
    one, other = two
    assert other.pause("s") is None
    one.rest("s", "blocked", "because", 60)
    pause = other.pause("s")
    assert pause and (pause.outcome, pause.reason, pause.until_s) == ("blocked", "because", clock.now_s + 60)
    assert other.pause("another account") is None
    clock.now_s += 60
    assert other.pause("s") is None
    one.rest("s", "transient", "because", 60)
    clock.now_s -= 3600
    assert other.pause("s") is None


def test_failures_in_a_row_are_a_pause(two: tuple[Governor, Governor], clock: Clock) -> None:
    """Failures of all processes count together; a success forgets them."""
    one, other = two
    for governor in (one, other):
        governor.failed("s", "down")
    one.succeeded("s")
    for number in range(FAILURES_BEFORE_PAUSE):
        assert one.pause("s") is None
        (one, other)[number % 2].failed("s", "down")
    assert one.pause("s")
    lengths = []
    for _ in range(9):
        pause = one.pause("s")
        assert pause
        lengths.append(pause.until_s - clock.now_s)
        clock.now_s = pause.until_s
        other.failed("s", "down")
    assert lengths == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


@pytest.mark.parametrize(
    ("names", "interval_s", "sentence"),
    [
        (0, 1.0, "0 names to ask"),
        (1, 1.0, "1 name to ask, 1 s at 1/s"),
        (312, 1.0, "312 names to ask, 5 min 12 s at 1/s"),
        (10_000, 1.0, "10,000 names to ask, 2 h 46 min at 1/s"),
        (100_000, 15.0, "100,000 names to ask, 17 d 8 h at 4/min"),
        (312, 0.05, "312 names to ask, 16 s at 20/s"),
        (3600, 1.0, "3,600 names to ask, 1 h at 1/s"),
    ],
)
def test_a_forecast_is_one_sentence(names: int, interval_s: float, sentence: str) -> None:
    """How many names, how long, at which pace."""
    assert forecast(names, interval_s).sentence == sentence
