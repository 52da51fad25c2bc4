"""What an operator can set, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

from geo.checkout import CHECKOUT
from geo.settings.reading import read_settings

DEFAULT_CACHE_DIR = CHECKOUT / "cache" if CHECKOUT else user_cache_path("wherein", appauthor=False)
# Never the current folder: that may hold a stranger's documents, and settings that send away what stands in them.
SETTINGS_FILE = (CHECKOUT or user_config_path("wherein", appauthor=False)) / "wherein.toml"

Argument = str | int | float | bool
GeocoderArguments = tuple[tuple[str, tuple[tuple[str, Argument], ...]], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Operator's settings; the README's table documents each variable.

    Each has the same name in ``wherein.toml``, in small letters and without the prefix. The environment wins.
    Secrets come from the environment alone, and are left out of ``repr``.

    Attributes:
        cache_dir: folder of the gazetteer and of the caches (``WHEREIN_CACHE_DIR``).
        model: name of an installed spaCy package or a path to one (``WHEREIN_MODEL``); None picks the best installed.
        geocoders: online geocoders in the order in which they are asked (``WHEREIN_GEOCODERS``); by default none.
        confidential: nothing leaves this machine, whatever else is set (``WHEREIN_CONFIDENTIAL``).
        user_agent: how we introduce ourselves to geocoders (``WHEREIN_USER_AGENT``), with the operator's contact.
        nominatim_domain, nominatim_scheme: the Nominatim server (``WHEREIN_NOMINATIM_DOMAIN``,
            ``WHEREIN_NOMINATIM_SCHEME``).
        nominatim_policy_accepted: the operator has read public Nominatim's usage policy and keeps to it
            (``WHEREIN_NOMINATIM_POLICY_ACCEPTED``); of no matter to other servers.
        photon_domain, photon_scheme: the Photon server (``WHEREIN_PHOTON_DOMAIN``, ``WHEREIN_PHOTON_SCHEME``).
        geonames_username: the account of the GeoNames service, a secret (``WHEREIN_GEONAMES_USERNAME``).
        geocoder_timeout_s: seconds to wait for an answer (``WHEREIN_GEOCODER_TIMEOUT_S``).
        geocoder_requests_per_s: pace of requests to one server (``WHEREIN_GEOCODER_REQUESTS_PER_S``); public servers
            are never asked faster than once a second.
        geocoder_arguments: further keyword arguments of geocoders, and geocoders of other names
            (``WHEREIN_GEOCODER_ARGUMENTS``), as (geocoder, ((argument, value), …)).
        geocoder_data_version: any text; answers that were kept under another one are not found, so whoever gives their
            own server new data changes it (``WHEREIN_GEOCODER_DATA_VERSION``).
        geocode_below: geocoders are asked for names that the gazetteer does not know, and for those whose place it is
            less sure of than this, 0 to 1 (``WHEREIN_GEOCODE_BELOW``).
        found_days: days for which a place that was found is taken as known (``WHEREIN_FOUND_DAYS``).
        not_found_days: days for which "no such place" is (``WHEREIN_NOT_FOUND_DAYS``).
        cache_url: SQLAlchemy address of the database that keeps geocoders' answers (``WHEREIN_CACHE_URL``); None is
            a SQLite file in ``cache_dir``.
    """

    cache_dir: Path = DEFAULT_CACHE_DIR
    model: str | None = None
    geocoders: tuple[str, ...] = ()
    confidential: bool = False
    user_agent: str = "Wherein"
    nominatim_domain: str = "nominatim.openstreetmap.org"
    nominatim_scheme: str = "https"
    nominatim_policy_accepted: bool = False
    photon_domain: str = "photon.komoot.io"
    photon_scheme: str = "https"
    geonames_username: str | None = field(default=None, repr=False)
    geocoder_timeout_s: float = 10.0
    geocoder_requests_per_s: float = 1.0
    geocoder_arguments: GeocoderArguments = field(default=(), repr=False)
    geocoder_data_version: str = ""
    geocode_below: float = 0.3
    found_days: float = 180.0
    not_found_days: float = 14.0
    cache_url: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, *, file: Path | None = None) -> Settings:
        """Return the settings that ``WHEREIN_*`` variables and ``wherein.toml`` ask for.

        Unset and empty mean the default.

        Args:
            file: the settings file, which need not exist; None for ``wherein.toml`` beside ``app.py`` or, where the
                package alone is installed, in the user's folder of settings.

        Raises:
            UsageError: a name or a value makes no sense, or a secret stands in the file.
        """
        return cls(**read_settings(cls, environ, file or SETTINGS_FILE))
