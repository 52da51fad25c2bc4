"""The tables of the geocoders' cache. Their names hold a number: a server leaves tables of another layout alone.

A file is brought from one layout to the next by the migrations of `geo.geocode.database`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()
_LAYOUT = 2


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(f"geocode{_LAYOUT}_{name}", metadata, *columns)


answers = _table(
    "answers",
    Column("key", LargeBinary, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("source", Text, nullable=False),  # the endpoint with the version of its data
    Column("query", Text, nullable=False),  # as JSON
    Column("outcome", Text, nullable=False),
    Column("asked_at_s", Float(53), nullable=False),
    Column("took_s", Float(53), nullable=False),
    Column("records", Text, nullable=False),  # what the provider said, as JSON
    Column("places", Text, nullable=False),  # the same as places, for quick reading
)
"""Successful answers, with and without places; never a failure."""

counts = _table("counts", Column("name", Text, primary_key=True), Column("value", Float(53), nullable=False))
"""Hits, misses, stale answers, and the seconds that the hits saved."""

paces = _table(
    "paces",
    Column("endpoint", Text, primary_key=True),
    Column("next_s", Float(53), nullable=False),
    Column("hold_s", Float(53), nullable=False),
)
"""When each endpoint may be asked again, and how long it was held when that was written."""

pauses = _table(
    "pauses",
    Column("scope", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since_s", Float(53), nullable=False),
    Column("until_s", Float(53), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Which provider failed how often in a row, and until when it is left alone."""

leases = _table(
    "leases",
    Column("key", LargeBinary, primary_key=True),
    Column("holder", BigInteger, nullable=False),
    Column("until_s", Float(53), nullable=False),
)
"""Who is asking what right now."""
