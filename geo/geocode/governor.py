"""Who may ask when: one pace for each endpoint, one request for each name, and rest for a provider that fails.

All of it stands in the database, so that all processes and threads which share it keep to it together. Every step
is one statement. No time that is read there is trusted further than it can be right: a clock may have been set back.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sql

from geo.geocode.database import Database
from geo.geocode.schema import leases, paces, pauses

FAILURES_BEFORE_PAUSE = 3
SLACK_S = 30.0
"""How far behind the time is that a statement carries when it is run at last: as long as it may wait for the others."""

_FIRST_PAUSE_S = 60.0
_LONGEST_PAUSE_S = 3600.0
_PACE = sql.select(paces.c.next_s).where(paces.c.endpoint == sql.bindparam("endpoint"))
_PAUSE = sql.select(pauses).where(pauses.c.scope == sql.bindparam("scope"))
_GIVE_UP = leases.delete().where(leases.c.key == sql.bindparam("k"), leases.c.holder == sql.bindparam("h"))


@dataclass(frozen=True, slots=True)
class Pause:
    """A provider is left alone until ``until_s``, because of ``reason``."""

    outcome: Literal["transient", "blocked"]
    reason: str
    until_s: float


class Governor:
    """Keeps the pace of requests, in a database that all who send them share.

    Args:
        clock: seconds since 1970; it may jump.
    """

    def __init__(self, database: Database, *, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock
        self._holder = random.SystemRandom().getrandbits(62)

    @property
    def shared(self) -> bool:
        """Whether other processes keep to the same pace."""
        return not self._database.notice

    def turn(self, endpoint: str, hold_s: float) -> float:
        """Take the next turn at an endpoint and keep others waiting for ``hold_s``.

        Returns:
            0.0 when the turn is ours, else the seconds to wait before trying again.
        """
        now_s = self._clock()
        new = self._database.insert(paces).values(endpoint=endpoint, next_s=now_s + hold_s, hold_s=hold_s)
        take = new.on_conflict_do_update(
            index_elements=["endpoint"],
            set_={"next_s": new.excluded.next_s, "hold_s": new.excluded.hold_s},
            # Further ahead than it was ever set, and than a statement may be late: the clock has been set back since.
            where=sql.or_(paces.c.next_s <= now_s, paces.c.next_s > now_s + paces.c.hold_s + SLACK_S),
        )
        if self._database.changes(take):
            return 0.0
        rows = self._database.rows(_PACE, {"endpoint": endpoint})
        return max(rows[0].next_s - now_s, 0.001) if rows else 0.001

    def hold(self, endpoint: str, wait_s: float) -> None:
        """Let nobody ask the endpoint for ``wait_s`` from now on."""
        now_s = self._clock()
        self._database.changes(
            paces.update().where(paces.c.endpoint == endpoint).values(next_s=now_s + wait_s, hold_s=wait_s)
        )

    def lease(self, key: bytes, for_s: float) -> bool:
        """Say that we are asking for the key now; False when somebody else is."""
        now_s = self._clock()
        new = self._database.insert(leases).values(key=key, holder=self._holder, until_s=now_s + for_s)
        take = new.on_conflict_do_update(
            index_elements=["key"],
            set_={"holder": new.excluded.holder, "until_s": new.excluded.until_s},
            where=sql.or_(leases.c.until_s <= now_s, leases.c.until_s > now_s + 2 * for_s),
        )
        return self._database.changes(take) > 0

    def keep(self, key: bytes, for_s: float) -> None:
        """Prolong our lease."""
        mine = sql.and_(leases.c.key == key, leases.c.holder == self._holder)
        self._database.changes(leases.update().where(mine).values(until_s=self._clock() + for_s))

    def release(self, key: bytes) -> None:
        """Say that we have done with the key."""
        self._database.changes(_GIVE_UP, {"k": key, "h": self._holder})

    def pause(self, scope: str) -> Pause | None:
        """Return why a provider is to be left alone now, None when it is not."""
        rows = self._database.rows(_PAUSE, {"scope": scope})  # before the clock is read, or it might begin ahead of it
        if not rows or not rows[0].since_s <= self._clock() < rows[0].until_s:
            return None
        return Pause(rows[0].outcome, rows[0].reason, rows[0].until_s)

    def rest(self, scope: str, outcome: Literal["transient", "blocked"], reason: str, for_s: float) -> None:
        """Leave a provider alone for a time."""
        self._write(scope, 0, outcome, reason, for_s)

    def failed(self, scope: str, reason: str) -> None:
        """Count a query that could not be answered; several in a row are a pause, longer each time."""
        rows = self._database.rows(_PAUSE, {"scope": scope})
        failures = rows[0].failures + 1 if rows else 1
        doublings = failures - FAILURES_BEFORE_PAUSE
        for_s = 0.0 if doublings < 0 else min(_FIRST_PAUSE_S * 2.0**doublings, _LONGEST_PAUSE_S)
        self._write(scope, failures, "transient", reason, for_s)

    def succeeded(self, scope: str) -> None:
        """Forget the failures of a provider."""
        self._database.changes(pauses.delete().where(pauses.c.scope == scope))

    def _write(self, scope: str, failures: int, outcome: str, reason: str, for_s: float) -> None:
        now_s = self._clock()
        values = {
            "failures": failures,
            "since_s": now_s,
            "until_s": now_s + for_s,
            "outcome": outcome,
            "reason": reason,
        }
        new = self._database.insert(pauses).values(scope=scope, **values)
        self._database.changes(new.on_conflict_do_update(index_elements=["scope"], set_=values))
