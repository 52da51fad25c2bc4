"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

from geo.config import DEFAULT_CACHE_DIR, Settings


def test_nothing_set_is_the_default() -> None:
    """Unset and empty variables mean the default: the repository's ``cache`` folder and the best model."""
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"WHEREIN_CACHE_DIR": "", "WHEREIN_MODEL": ""}) == Settings()
    assert Path(__file__).resolve().parent.parent / "cache" == DEFAULT_CACHE_DIR


def test_variables_are_read() -> None:
    """The folder may be given with ``~``."""
    settings = Settings.from_environment({"WHEREIN_CACHE_DIR": "~/places", "WHEREIN_MODEL": "en_core_web_sm"})
    assert settings == Settings(Path.home() / "places", "en_core_web_sm")
