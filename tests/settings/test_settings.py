"""Settings from the environment and from ``wherein.toml``."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.settings import settings as config
from geo.settings.settings import DEFAULT_CACHE_DIR, Settings

VARIABLES = {f"WHEREIN_{field.name.upper()}" for field in fields(Settings)}


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of the test's own, which is not there yet."""
    path = tmp_path / "wherein.toml"
    monkeypatch.setattr(config, "SETTINGS_FILE", path)
    return path


def test_a_home_that_does_not_exist_is_one_sentence() -> None:
    """The home folder of an unknown user is wrong usage, no traceback."""
    with pytest.raises(UsageError, match="WHEREIN_CACHE_DIR: there is no home folder ~nosuchuser"):
        Settings.from_environment({"WHEREIN_CACHE_DIR": "~nosuchuser/x"})


def test_nothing_set_is_the_default() -> None:
    """Unset and empty variables mean the default: the repository's ``cache`` folder and the best model."""
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment(dict.fromkeys(VARIABLES, "")) == Settings()
    assert Path(__file__).resolve().parents[2] / "cache" == DEFAULT_CACHE_DIR


def test_every_setting_is_described() -> None:
    """The docstring names the variable of every field, and no other."""
    assert set(re.findall(r"WHEREIN_[A-Z_]+", Settings.__doc__ or "")) == VARIABLES


def test_variables_are_read() -> None:
    """Every kind of value is read; the folder may be given with ``~``."""
    settings = Settings.from_environment(
        {
            "WHEREIN_CACHE_DIR": "~/places",
            "WHEREIN_MODEL": "en_core_web_sm",
            "WHEREIN_GEOCODERS": " nominatim, Photon,nominatim,",
            "WHEREIN_CONFIDENTIAL": "1",
            "WHEREIN_NOMINATIM_DOMAIN": "geo.example.org:8080/nominatim/",
            "WHEREIN_NOMINATIM_SCHEME": "http",
            "WHEREIN_GEOCODER_TIMEOUT_S": "2.5",
            "WHEREIN_GEOCODER_ARGUMENTS": '{"opencage": {"class": "OpenCage", "api_key": "k"}}',
            "PATH": "/bin",
        }
    )
    assert settings == Settings(
        cache_dir=Path.home() / "places",
        model="en_core_web_sm",
        geocoders=("nominatim", "photon"),
        confidential=True,
        nominatim_domain="geo.example.org:8080/nominatim",
        nominatim_scheme="http",
        geocoder_timeout_s=2.5,
        geocoder_arguments=(("opencage", (("api_key", "k"), ("class", "OpenCage"))),),
    )
    hash(settings)


def test_the_file_is_read_and_the_environment_wins(file: Path) -> None:
    """The same names in small letters; of arguments each one for itself."""
    file.write_text(
        'geocoders = ["photon", "opencage"]\nfound_days = 30\nconfidential = true\nmodel = "m"\n'
        '[geocoder_arguments.opencage]\nclass = "OpenCage"\ndomain = "a.example"\n'
    )
    arguments = {"opencage": {"domain": "b.example", "api_key": "k"}}
    variables = {"WHEREIN_MODEL": "n", "WHEREIN_GEOCODER_ARGUMENTS": json.dumps(arguments)}
    settings = Settings.from_environment(variables)
    assert (settings.geocoders, settings.found_days, settings.confidential) == (("photon", "opencage"), 30.0, True)
    assert settings.model == "n"
    merged = dict(settings.geocoder_arguments[0][1])
    assert merged == {"class": "OpenCage", "domain": "b.example", "api_key": "k"}


def test_an_empty_list_of_geocoders_switches_them_off(file: Path) -> None:
    """Empty is none, also where the file names some; other empty variables leave the file's value."""
    file.write_text('geocoders = ["photon"]\nconfidential = true\n')
    settings = Settings.from_environment({"WHEREIN_GEOCODERS": "", "WHEREIN_CONFIDENTIAL": ""})
    assert settings.geocoders == ()
    assert settings.confidential


@pytest.mark.parametrize(
    ("toml", "name"),
    [
        ('geonames_username = "s3cret"', "WHEREIN_GEONAMES_USERNAME"),
        ('cache_url = "postgresql://u:s3cret@h/d"', "WHEREIN_CACHE_URL"),
        ('[geocoder_arguments.opencage]\napi_key = "s3cret"', "WHEREIN_GEOCODER_ARGUMENTS"),
        ('[geocoder_arguments.geonames]\nusername = "s3cret"', "WHEREIN_GEOCODER_ARGUMENTS"),
        ('[geocoder_arguments.here]\naccess_token = "s3cret"', "WHEREIN_GEOCODER_ARGUMENTS"),
    ],
)
def test_a_secret_in_the_file_is_refused(file: Path, toml: str, name: str) -> None:
    """What gives access belongs into the environment; the sentence says where, and not what it is."""
    file.write_text(toml)
    with pytest.raises(UsageError, match=name) as raised:
        Settings.from_environment({})
    assert "s3cret" not in str(raised.value)


def test_secrets_are_not_in_the_description() -> None:
    """Nobody finds a secret in a log because settings were written there."""
    variables = {
        "WHEREIN_GEONAMES_USERNAME": "s3cret",
        "WHEREIN_CACHE_URL": "postgresql://u:s3cret@h/d",
        "WHEREIN_GEOCODER_ARGUMENTS": '{"opencage": {"api_key": "s3cret"}}',
    }
    assert "s3cret" not in repr(Settings.from_environment(variables))


@pytest.mark.parametrize(
    ("variable", "likely"),
    [
        ("WHEREIN_GEOCODER", "WHEREIN_GEOCODERS"),
        ("WHEREIN_CONFIDENTAIL", "WHEREIN_CONFIDENTIAL"),
        ("WHEREIN_NOMINATIM_DOMAINE", "WHEREIN_NOMINATIM_DOMAIN"),
        ("WHEREIN_XYZZY", "README"),
    ],
)
def test_an_unknown_variable_is_an_error(variable: str, likely: str) -> None:
    """A mistyped name is not ignored, least of all that of confidential mode; the likely one is named."""
    with pytest.raises(UsageError, match=rf"{variable} .*{likely}\b"):
        Settings.from_environment({variable: "1"})


def test_an_unknown_key_of_the_file_is_an_error(file: Path) -> None:
    """The same in the file, with the names as they are there."""
    file.write_text("founddays = 3")
    with pytest.raises(UsageError, match=r"founddays .*wherein\.toml.*found_days"):
        Settings.from_environment({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONFIDENTIAL", "perhaps"),
        ("GEOCODER_TIMEOUT_S", "-1"),
        ("GEOCODER_TIMEOUT_S", "nan"),
        ("FOUND_DAYS", "a week"),
        ("NOMINATIM_SCHEME", "ftp"),
        ("NOMINATIM_DOMAIN", "https://geo.example.org"),
        ("NOMINATIM_DOMAIN", "a b"),
        ("PHOTON_DOMAIN", "user@evil.example"),
        ("GEOCODERS", "nominatim photon"),
        ("USER_AGENT", "a\r\nX-Header: b"),
        ("GEOCODER_ARGUMENTS", "{"),
        ("GEOCODER_ARGUMENTS", '{"a": 1}'),
        ("GEOCODER_ARGUMENTS", '{"a": {"b": []}}'),
    ],
)
def test_a_value_that_makes_no_sense_is_an_error(name: str, value: str) -> None:
    """The sentence names the variable."""
    with pytest.raises(UsageError, match=f"WHEREIN_{name}"):
        Settings.from_environment({f"WHEREIN_{name}": value})


POSITIVE = ["geocoder_timeout_s", "geocoder_requests_per_s", "found_days", "not_found_days"]


@pytest.mark.parametrize("name", POSITIVE)
@pytest.mark.parametrize("value", ["0", "-3", "1e-7", "1000001", "inf", "nan", "a week"])
def test_a_number_out_of_range_is_told_with_the_range(file: Path, name: str, value: str) -> None:
    """The sentence names the setting, where it stands, what was given, and all that is allowed."""
    allowed = "must be a number from 0.000001 to 1,000,000, not"
    with pytest.raises(UsageError) as raised:
        Settings.from_environment({f"WHEREIN_{name.upper()}": value})
    assert str(raised.value) == f"WHEREIN_{name.upper()} {allowed} {value!r}."
    file.write_text(f"{name} = '{value}'")
    with pytest.raises(UsageError) as raised:
        Settings.from_environment({})
    assert str(raised.value) == f"{name} in {file} {allowed} {value!r}."


@pytest.mark.parametrize("name", POSITIVE)
@pytest.mark.parametrize("value", [0.000001, 1_000_000])
def test_the_ends_of_the_range_are_allowed(name: str, value: float) -> None:
    assert getattr(Settings.from_environment({f"WHEREIN_{name.upper()}": str(value)}), name) == value


@pytest.mark.parametrize("content", [b"geocoders = [", b"\xff\xfe", b'geocoders = "a b"', b"model = 7"])
def test_a_file_that_cannot_be_read_is_an_error(file: Path, content: bytes) -> None:
    """The sentence names the file."""
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"wherein\.toml"):
        Settings.from_environment({})
