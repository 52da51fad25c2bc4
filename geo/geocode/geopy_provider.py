"""The geocoders of geopy as `Provider`s, and what its errors mean."""

from __future__ import annotations

import hashlib
import inspect
import json
import logging
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
)
from geopy.geocoders import get_geocoder_for_service

from geo.errors import UsageError
from geo.geocode.exchange import GeocodeQuery
from geo.geocode.http import PoliteAdapter
from geo.geocode.provider import Provider, Record, Refused, Unavailable

PUBLIC_HOSTS = frozenset({"nominatim.openstreetmap.org", "photon.komoot.io", "api.geonames.org", "secure.geonames.org"})
PUBLIC_INTERVAL_S = 1.0
LONG_JOB_INTERVAL_S = 15.0
"""Public Nominatim: four requests a minute for what runs longer than a day."""

_NOMINATIM_POLICY = "https://operations.osmfoundation.org/policies/nominatim/"
_HEADER = re.compile(r"[ -~\xa0-\xff]+")
_MAX_REASON_CHARS = 200
_PHOTON_LANGUAGES = frozenset({"en", "de", "fr", "it"})  # the ones every Photon has; it refuses others
_BRIEF_PAUSE_S, _HOUR_S, _DAY_S, _WEEK_S = 60.0, 3600.0, 86_400.0, 604_800.0
_QUOTA_PAUSES = (("hourly", _HOUR_S), ("daily", _DAY_S), ("weekly", _WEEK_S))
_CHECK_ADDRESS = "it does not understand our requests; check the geocoder's address and settings"
_REFUSALS = (
    (GeocoderAuthenticationFailure, "it does not accept our user name or key; check them", _HOUR_S),
    (GeocoderQuotaExceeded, "the account's quota is used up; wait, or ask for a larger one", _HOUR_S),
    (GeocoderInsufficientPrivileges, "we may not use it; read its policy and check WHEREIN_USER_AGENT", _HOUR_S),
    (GeocoderQueryError, _CHECK_ADDRESS, _BRIEF_PAUSE_S),
)
_NOMINATIM_FIELDS = ("osm_type", "osm_id", "class", "type", "addresstype", "importance", "boundingbox", "licence",
                     "lat", "lon", "name", "display_name", "address")  # fmt: skip
_GEONAMES_FIELDS = ("geonameId", "name", "lat", "lng", "fcl", "fcode", "countryCode", "countryName", "adminName1",
                    "adminName2", "population")  # fmt: skip

logging.getLogger("geopy").setLevel(logging.CRITICAL)  # it logs addresses, and with them user names and keys


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How one kind of geocoder is asked, and its answers read.

    Attributes:
        record: what to keep of one of geopy's locations.
        results: the list of results in an answer; something else where the answer is none.
        position: latitude and longitude of a result, as it has them.
    """

    arguments: Callable[[GeocodeQuery], dict[str, Any]]
    record: Callable[[Any], Record]
    results: Callable[[Any], Any]
    position: Callable[[Any], Iterable[Any]] = lambda _: ()

    def on_earth(self, answer: Any) -> Any:
        """Return the answer without the results whose position is beyond the poles or the antimeridian.

        geopy would fail for all of them.
        """
        results = self.results(answer)
        if isinstance(results, list):
            results[:] = [result for result in results if not self._beyond(result)]
        return answer

    def _beyond(self, result: Any) -> bool:
        try:
            degrees = [abs(float(value)) for value in self.position(result)]
        except (LookupError, TypeError, ValueError, OverflowError):
            return False  # it has no position: it may be no geocoder's answer at all
        return any(most < value < math.inf for value, most in zip(degrees, (90, 180), strict=False))


def provider(
    name: str,
    geopy_class: str,
    arguments: Mapping[str, Any],
    *,
    data_version: str,
    user_agent: str,
    timeout_s: float,
    interval_s: float,
) -> Provider:
    """Return a geopy geocoder as a provider. Nothing is sent before it is asked.

    Args:
        geopy_class: as geopy names it: "nominatim", "opencage".
        arguments: keyword arguments of its constructor.
        interval_s: least time between two requests, for a server that is not public.

    Raises:
        UsageError: geopy has no such geocoder, or not with these arguments.
    """
    if not _HEADER.fullmatch(user_agent):
        raise UsageError("WHEREIN_USER_AGENT must be one line in Latin letters: a request cannot carry others.")
    try:
        kind = get_geocoder_for_service(geopy_class)
        dialect = _DIALECTS.get(geopy_class.lower(), _other_dialect(kind))
        adapter = partial(PoliteAdapter, read=dialect.on_earth)
        geocoder = kind(**arguments, user_agent=user_agent, timeout=timeout_s, adapter_factory=adapter)
    except GeocoderNotFound:
        raise UsageError(f"geopy has no geocoder {geopy_class!r} (for {name} in WHEREIN_GEOCODERS).") from None
    except (ConfigurationError, TypeError, ValueError, AttributeError) as error:
        reason = _without(str(error), arguments)
        raise UsageError(f"The geocoder {name} cannot be set up: {reason} (WHEREIN_GEOCODER_ARGUMENTS).") from None
    endpoint = str(getattr(geocoder, "api", "") or f"{geocoder.scheme}://{getattr(geocoder, 'domain', geopy_class)}")
    host = (urlsplit(endpoint).hostname or geopy_class).rstrip(".")
    public = host in PUBLIC_HOSTS or host.endswith(".openstreetmap.org")
    interval_s = max(interval_s, PUBLIC_INTERVAL_S) if public else interval_s
    osm = public and host.endswith(".openstreetmap.org")
    credentials = json.dumps([user_agent, sorted(arguments.items())], default=str)
    return Provider(
        name=name,
        title=f"{kind.__name__} at {urlsplit(endpoint).netloc or host}",
        endpoint=endpoint,
        data_version=data_version,
        credentials=hashlib.sha256(credentials.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        policy_url=_NOMINATIM_POLICY if osm else "",
        public=public,
        interval_s=interval_s,
        long_job_interval_s=max(interval_s, LONG_JOB_INTERVAL_S) if osm else interval_s,
        timeout_s=timeout_s,
        ask=partial(_ask, geocoder, dialect, arguments),
    )


def _ask(geocoder: Any, dialect: _Dialect, secrets: Mapping[str, Any], query: GeocodeQuery) -> tuple[Record, ...]:
    try:
        found = geocoder.geocode(query.name, exactly_one=False, **dialect.arguments(query))
        if not found:
            if dialect.results(geocoder.adapter.last) != []:
                raise Unavailable("it sent an answer of another kind than a geocoder's")
            return ()
        return tuple(dialect.record(location) for location in found if location is not None)[: query.limit]
    except GeocoderServiceError as error:
        raise _translated(error, secrets) from error
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unavailable("it sent an answer of another kind than a geocoder's") from error


def _translated(error: Exception, secrets: Mapping[str, Any]) -> Unavailable | Refused:
    """Return what geopy's error means: come back later, or do not come back."""
    answer = error.__cause__
    status = getattr(answer, "status_code", None)
    reason = _without(str(error), secrets)
    said = f"it answered {status}" if status else reason
    if isinstance(error, GeocoderRateLimited):
        return Unavailable(f"{said}: too many requests", retry_after_s=error.retry_after)
    if isinstance(error, GeocoderParseError):
        return Unavailable(reason)
    if isinstance(status, int) and 300 <= status < 400:
        return Unavailable(f"{said}: it sends us to another service; set the new address if that is right")
    for kind, advice, pause_s in _REFUSALS:
        if isinstance(error, kind):
            pause_s = next((longer_s for word, longer_s in _QUOTA_PAUSES if word in str(error).lower()), pause_s)
            return Refused(f"{said}: {advice}", pause_s=pause_s)
    if isinstance(status, int) and 400 <= status < 500 and status != 408:
        return Refused(f"{said}: {_CHECK_ADDRESS}", pause_s=_BRIEF_PAUSE_S)
    headers = getattr(answer, "headers", None)
    return Unavailable(said, retry_after_s=get_retry_after(headers) if headers and "retry-after" in headers else None)


def _without(text: str, secrets: Mapping[str, Any]) -> str:
    """Return a message of another program without what we told it in confidence, short and on one line."""
    for secret in sorted((value for value in secrets.values() if isinstance(value, str) and value), key=len)[::-1]:
        text = text.replace(secret, "…")
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:_MAX_REASON_CHARS]


def _nominatim_arguments(query: GeocodeQuery) -> dict[str, Any]:
    box = query.viewbox
    viewbox = [(box.south, box.west), (box.north, box.east)] if box else None
    return {"limit": query.limit, "language": query.language, "viewbox": viewbox, "addressdetails": True}


def _photon_arguments(query: GeocodeQuery) -> dict[str, Any]:
    language = query.language.split("-")[0].lower()
    box = query.viewbox
    middle = ((box.south + box.north) / 2, (box.west + box.east) / 2) if box else None
    return {
        "limit": query.limit,
        "language": language if language in _PHOTON_LANGUAGES else False,
        "location_bias": middle,
    }


def _geonames_arguments(query: GeocodeQuery) -> dict[str, Any]:
    return {"country_bias": query.countries[0] if query.countries else None}


def _kept(fields: tuple[str, ...], location: Any) -> Record:
    return {name: location.raw[name] for name in fields if name in location.raw}


def _photon_record(location: Any) -> Record:
    raw = location.raw
    return {"properties": dict(raw["properties"]), "geometry": {"coordinates": raw["geometry"]["coordinates"]}}


def _other_dialect(kind: Any) -> _Dialect:
    takes = inspect.signature(kind.geocode).parameters

    def arguments(query: GeocodeQuery) -> dict[str, Any]:
        offered = {"language": query.language.split("-")[0], "limit": query.limit}
        return {name: value for name, value in offered.items() if name in takes}

    def record(location: Any) -> Record:
        return {"address": location.address, "lat": location.latitude, "lon": location.longitude}

    return _Dialect(arguments, record, lambda answer: [] if _has_empty_list(answer) else None)


def _has_empty_list(answer: Any) -> bool:
    """Return whether an answer of any kind says that there is nothing, as all do: by a list without entries."""
    if isinstance(answer, dict):
        return any(map(_has_empty_list, answer.values()))
    return isinstance(answer, list) and (not answer or any(map(_has_empty_list, answer)))


def _member(name: str, answer: Any) -> Any:
    return answer.get(name) if isinstance(answer, dict) else None


_DIALECTS: Mapping[str, _Dialect] = {
    "nominatim": _Dialect(
        _nominatim_arguments,
        partial(_kept, _NOMINATIM_FIELDS),
        results=lambda answer: answer,
        position=itemgetter("lat", "lon"),
    ),
    "photon": _Dialect(
        _photon_arguments,
        _photon_record,
        results=partial(_member, "features"),
        position=lambda feature: feature["geometry"]["coordinates"][1::-1],
    ),
    "geonames": _Dialect(
        _geonames_arguments,
        partial(_kept, _GEONAMES_FIELDS),
        results=partial(_member, "geonames"),
        position=itemgetter("lat", "lng"),
    ),
}
