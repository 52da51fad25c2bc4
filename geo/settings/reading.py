"""Reading settings from ``WHEREIN_*`` variables and ``wherein.toml``, and saying plainly what is wrong with them."""

from __future__ import annotations

import difflib
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from geo.errors import UsageError

PREFIX = "WHEREIN_"

_LEAST, _MOST = 1e-6, 1e6  # beyond these, times in seconds cannot be reckoned with
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
_SECRETS = frozenset({"geonames_username", "cache_url"})
_SECRET_ARGUMENT = re.compile(
    r"key|token|secret|password|user_?name|auth|app_?id|app_?code|client|signature|licen[cs]e", re.I
)
_DOMAIN = re.compile(r"[\w.-]+(:\d+)?(/[\w./-]*)?|\[[0-9a-fA-F:.]+\](:\d+)?(/[\w./-]*)?", re.ASCII)
_GEOCODER = re.compile(r"[a-z][a-z0-9_-]*")


def read_settings(of: type, environ: Mapping[str, str], file: Path) -> dict[str, Any]:
    """Return the values that are set for the fields of a dataclass of settings.

    Raises:
        UsageError: a name or a value makes no sense, or a secret stands in the file.
    """
    known = [entry.name for entry in fields(of)]
    values: dict[str, Any] = {}
    for name, value in _file_values(file).items():
        _check_known(name, known, f"in {file}")
        where = f"{name} in {file}"
        _check_no_secret(name, value, file)
        values[name] = _READERS[name](value, where)
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        _check_known(name, known, "in the environment", show=lambda key: PREFIX + key.upper())
        if text.strip() or name == "geocoders":  # an empty list is a list: it switches off what the file switches on
            value = _READERS[name](text.strip(), variable)
            values[name] = _merged(values.get(name, ()), value) if name == "geocoder_arguments" else value
    return values


def _file_values(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings file {file} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The settings file {file} is not valid TOML: {error}.") from error


def _check_known(name: str, known: Iterable[str], where: str, *, show: Callable[[str], str] = str) -> None:
    if name in known:
        return
    likely = difflib.get_close_matches(name, list(known), 1, 0.5)
    hint = f"; did you mean {show(likely[0])}?" if likely else "; the README lists all settings."
    raise UsageError(f"There is no setting {show(name)} ({where}){hint}")


def _check_no_secret(name: str, value: object, file: Path) -> None:
    """A file is copied, committed and mailed; what gives access must not be in it."""
    secret = name if name in _SECRETS else None
    if name == "geocoder_arguments" and isinstance(value, dict):
        for arguments in value.values():
            if isinstance(arguments, dict):
                secret = next((key for key in arguments if _SECRET_ARGUMENT.search(key)), secret)
    if secret:
        raise UsageError(
            f"{secret} in {file} is a secret and belongs into the environment: set {PREFIX}{name.upper()} instead."
        )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise UsageError(f"{where} must be a text on one line, not {value!r}.")
    return value


def _path(value: object, where: str) -> Path:
    text = _text(value, where)
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UsageError(f"{where}: there is no home folder {text.split('/')[0]} for {text!r}.") from None


def _switch(value: object, where: str) -> bool:
    text = str(value).lower()
    if text not in _YES | _NO:
        raise UsageError(f"{where} must be 1 or 0, not {value!r}.")
    return text in _YES


def _positive(value: object, where: str) -> float:
    number = _number(value)
    if not _LEAST <= number <= _MOST:
        raise UsageError(f"{where} must be a number from {_LEAST:f} to {_MOST:,.0f}, not {value!r}.")
    return number


def _share(value: object, where: str) -> float:
    number = _number(value)
    if not 0 <= number <= 1:
        raise UsageError(f"{where} must be a number from 0 to 1, not {value!r}.")
    return number


def _number(value: object) -> float:
    """Return the number, "not a number" for anything else."""
    try:
        return math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan


def _scheme(value: object, where: str) -> str:
    if value not in ("http", "https"):
        raise UsageError(f'{where} must be "http" or "https", not {value!r}.')
    return str(value)


def _domain(value: object, where: str) -> str:
    domain = _text(value, where).rstrip("/")
    if not _DOMAIN.fullmatch(domain):
        raise UsageError(f'{where} must be a domain such as "geo.example.org:8080", without "https://", not {value!r}.')
    return domain


def _names(value: object, where: str) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise UsageError(f'{where} must be a list of geocoders such as "nominatim,photon", not {value!r}.')
    names = [part.strip().lower() for part in parts if part.strip()]
    for name in names:
        if not _GEOCODER.fullmatch(name):
            raise UsageError(f'{where} must be a list of geocoders such as "nominatim,photon", not {value!r}.')
    return tuple(dict.fromkeys(names))


def _arguments(value: object, where: str) -> tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]:
    """Read ``{"opencage": {"class": "OpenCage", "api_key": "…"}}``; its values may be secret and are never shown."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise UsageError(f"{where} must be a JSON object, one entry a geocoder: {error}.") from None
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        raise UsageError(f'{where} must have one entry a geocoder, such as {{"opencage": {{"class": "OpenCage"}}}}.')
    for geocoder, entry in value.items():
        for key, argument in entry.items():
            if not isinstance(argument, str | int | float | bool):
                raise UsageError(
                    f"{where}: the argument {key} of {geocoder} must be a text, a number or true or false."
                )
    return tuple((geocoder.lower(), tuple(sorted(entry.items()))) for geocoder, entry in sorted(value.items()))


def _merged(file: Iterable[Any], environment: Iterable[Any]) -> tuple[Any, ...]:
    """The environment's arguments over the file's: the secret ones are nowhere else."""
    both: dict[str, dict[str, Any]] = {}
    for geocoder, arguments in (*file, *environment):
        both.setdefault(geocoder, {}).update(arguments)
    return tuple((geocoder, tuple(sorted(arguments.items()))) for geocoder, arguments in sorted(both.items()))


_READERS: Mapping[str, Callable[[object, str], Any]] = {
    "cache_dir": _path,
    "model": _text,
    "geocoders": _names,
    "confidential": _switch,
    "user_agent": _text,
    "nominatim_domain": _domain,
    "nominatim_scheme": _scheme,
    "nominatim_policy_accepted": _switch,
    "photon_domain": _domain,
    "photon_scheme": _scheme,
    "geonames_username": _text,
    "geocoder_timeout_s": _positive,
    "geocoder_requests_per_s": _positive,
    "geocoder_arguments": _arguments,
    "geocoder_data_version": _text,
    "geocode_below": _share,
    "found_days": _positive,
    "not_found_days": _positive,
    "cache_url": _text,
}
