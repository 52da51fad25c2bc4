"""The geocoders that the settings switch on, held to the rules of those who run them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from geo.errors import UsageError
from geo.geocode.answers import AnswerStore
from geo.geocode.cached import CachedGeocoder
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.database import Database
from geo.geocode.forecast import DAY_S
from geo.geocode.geopy_provider import provider
from geo.geocode.governor import Governor
from geo.geocode.provider import Provider
from geo.settings.settings import Settings

_CONTACT = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+|https?://\S+\.\w+")
_GEONAMES_DOMAIN = "secure.geonames.org"  # the one that speaks https


def chained_geocoder(
    settings: Settings,
    *,
    batch: bool = False,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> ChainedGeocoder:
    """Return the geocoders of the settings as one, with their cache and their governor.

    Raises:
        UsageError: a geocoder's settings break its provider's rules, or make no sense.
    """
    providers = [_provider(name, settings, batch=batch) for name in settings.geocoders]
    database = Database(settings.cache_dir, settings.cache_url)
    store = AnswerStore(database)
    governor = Governor(database, clock=clock)
    return ChainedGeocoder(
        [
            CachedGeocoder(
                each,
                store,
                governor,
                found_s=settings.found_days * DAY_S,
                not_found_s=settings.not_found_days * DAY_S,
                clock=clock,
                sleep=sleep,
            )
            for each in providers
        ],
        store,
    )


def _provider(name: str, settings: Settings, *, batch: bool) -> Provider:
    arguments: dict[str, Any] = {}
    if name == "nominatim":
        arguments = {"domain": settings.nominatim_domain, "scheme": settings.nominatim_scheme}
    elif name == "photon":
        arguments = {"domain": settings.photon_domain, "scheme": settings.photon_scheme}
    elif name == "geonames":
        if not settings.geonames_username:
            raise UsageError("The GeoNames service needs an account: set WHEREIN_GEONAMES_USERNAME to its user name.")
        arguments = {"username": settings.geonames_username, "domain": _GEONAMES_DOMAIN, "scheme": "https"}
    arguments |= dict(dict(settings.geocoder_arguments).get(name, ()))
    made = provider(
        name,
        str(arguments.pop("class", name)),
        arguments,
        data_version=settings.geocoder_data_version,
        user_agent=settings.user_agent,
        timeout_s=settings.geocoder_timeout_s,
        interval_s=1 / settings.geocoder_requests_per_s,
    )
    if made.policy_url:
        _check_policy(made, settings, batch=batch)
    return made


def _check_policy(public_nominatim: Provider, settings: Settings, *, batch: bool) -> None:
    """Raise where the policy of public Nominatim forbids what is about to be done."""
    title = public_nominatim.title
    own = "or set up a server of your own and name it in WHEREIN_NOMINATIM_DOMAIN"
    if batch:
        raise UsageError(f"{title} may not be asked by batch runs: take it out of WHEREIN_GEOCODERS, {own}.")
    if not _CONTACT.search(settings.user_agent):
        raise UsageError(
            f"{title} wants to know whom to write to: put your e-mail address or web site into WHEREIN_USER_AGENT, "
            f"{own}."
        )
    if not settings.nominatim_policy_accepted:
        raise UsageError(
            f"{title} has a usage policy: read {public_nominatim.policy_url} and, if you keep to it, set "
            f"WHEREIN_NOMINATIM_POLICY_ACCEPTED=1, {own}."
        )
