"""An online geocoder as the rest of the package sees it: whom to ask, how fast, and the two ways in which it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geo.geocode.exchange import GeocodeQuery

Record = dict[str, Any]
"""What is kept of one place in a provider's answer, as JSON: enough to make a `Place` of it again."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A geocoder at an address.

    Attributes:
        name: as in the settings ("nominatim").
        title: for people ("Nominatim at nominatim.openstreetmap.org").
        endpoint: scheme, host and path; requests to one endpoint share one pace, whatever asks.
        data_version: the operator's word for the state of its data, "" without one.
        credentials: digest of what we introduce ourselves with; a pause ends when it changes.
        policy_url: the usage policy that the operator must have accepted, "" where there is none.
        public: a service that others share, which may only be asked while the pace is kept by all processes together.
        interval_s: least time between two requests.
        long_job_interval_s: the same, for a job that would take over a day.
        timeout_s: longest time that one request may take.
        ask: sends one request and returns what it found; () only for a successful, empty answer. Raises
            `Unavailable` or `Refused`, and nothing else.
    """

    name: str
    title: str
    endpoint: str
    data_version: str
    credentials: str
    policy_url: str
    public: bool
    interval_s: float
    long_job_interval_s: float
    timeout_s: float
    ask: Callable[[GeocodeQuery], tuple[Record, ...]]

    @property
    def source(self) -> str:
        """What an answer rests on and is kept under: the endpoint, its data's version behind it as a fragment."""
        return f"{self.endpoint}#{self.data_version}" if self.data_version else self.endpoint


class Unavailable(Exception):  # noqa: N818 - an outcome, translated before it leaves this package
    """The provider cannot answer now; it may later. ``retry_after_s`` is what it asks us to wait, if it does."""

    def __init__(self, reason: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class Refused(Exception):  # noqa: N818
    """The provider will not answer us: asking again would be wrong. ``pause_s``: how long not to ask anything."""

    def __init__(self, reason: str, *, pause_s: float) -> None:
        super().__init__(reason)
        self.pause_s = pause_s
