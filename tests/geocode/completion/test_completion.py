"""What the gazetteer left open is asked of a geocoder, once, and its answers are candidates like any other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.attribution import ATTRIBUTIONS
from geo.errors import Cancelled, UsageError
from geo.geocode.exchange import Forecast, GeocodeAnswer, Outcome
from geo.model import BBox, GeoparsedDocument
from geo.settings.settings import Settings
from tests.fakes import BRUSSELS, DEIR_EZ_ZOR, LONDON, SYRIA
from tests.geocode.completion.conftest import NAMESAKE, VILLAGE, Make, parsed


def statuses(document: GeoparsedDocument) -> dict[str, str]:
    return {r.mention.surface: r.status for r in document.resolutions}


def test_an_unknown_village_is_found_by_the_same_rules(convoy: GeoparsedDocument, make: Make) -> None:
    """Both mentions get the village near the other places, with reasons, a rival, a confidence and a source."""
    online, _ = make(NAMESAKE, VILLAGE)
    [document] = online.complete([convoy])
    for resolution in (document.resolutions[2], document.resolutions[4]):
        assert resolution.place == VILLAGE
        assert [candidate.place for candidate in document.candidates(resolution)] == [VILLAGE, NAMESAKE]
        assert resolution.confidence and resolution.explanation
        assert resolution.note == "fake was asked on 28 May 2026."
    assert ("geocoder", "fake-geocoder-1") in document.provenance
    assert VILLAGE.source in ATTRIBUTIONS


def test_only_open_names_are_asked_and_each_once(convoy: GeoparsedDocument, make: Make) -> None:
    """What the gazetteer has is not sent, a people is not, and a name written twice is one question."""
    online, geocoder = make(VILLAGE)
    online.complete([convoy, parsed("Nobody knew ABU KHASHAB.", "ABU KHASHAB")])
    assert geocoder.asked == ["Abu Khashab"]


def test_a_people_without_a_country_is_never_asked(make: Make) -> None:
    """Demonyms are no places, known or not."""
    online, geocoder = make()
    document = parsed("The Atlantean officers left.", "Atlantean", labels={"Atlantean": "NORP"})
    assert online.complete([document]) == [document]
    assert not geocoder.asked


def test_a_place_that_is_unsure_is_asked_and_may_stay(make: Make) -> None:
    """Below the set confidence a name is asked; the gazetteer's places and the answers are ranked together."""
    document = parsed("He moved to London.", "London")
    confidence = document.resolutions[0].confidence or 0.0
    online, geocoder = make(LONDON, VILLAGE, London=[VILLAGE], below=confidence)
    assert online.complete([document]) == [document] and not geocoder.asked
    online, geocoder = make(London=[VILLAGE], below=confidence + 0.01)
    [completed] = online.complete([document])
    assert geocoder.asked == ["London"]
    assert completed.resolutions[0].place == LONDON
    assert VILLAGE in [candidate.place for candidate in completed.candidates(completed.resolutions[0])]


def test_a_name_that_only_stands_at_its_town_is_asked(make: Make) -> None:
    """The gazetteer does not know it, however sure it is of the town."""
    document = parsed("They met at Abu Khashab in Deir ez-Zor.", "Abu Khashab", "Deir ez-Zor")
    assert document.resolutions[0].place == DEIR_EZ_ZOR
    online, geocoder = make(VILLAGE, below=0.0)
    [completed] = online.complete([document])
    assert geocoder.asked == ["Abu Khashab"] and completed.resolutions[0].place == VILLAGE


def test_where_the_text_plays_is_told(convoy: GeoparsedDocument, make: Make) -> None:
    """The query carries the country, and a box around the towns, of what the document surely names."""
    online, geocoder = make(VILLAGE)
    online.complete([convoy])
    [query] = geocoder.queries
    point = DEIR_EZ_ZOR.footprint.point
    assert point
    assert query.countries == ("SY",)
    assert query.viewbox == BBox(*point, *point)


def test_where_only_the_country_is_named_its_box_is_told(make: Make) -> None:
    """Then the search begins in the whole country."""
    online, _ = make()
    queries = online.queries([parsed("Syria denied it. Syria shelled Abu Khashab.", "Syria", "Abu Khashab")])
    assert queries["abu khashab"].countries == ("SY",)
    assert queries["abu khashab"].viewbox == SYRIA.footprint.bbox is not None


def test_without_other_places_there_is_no_bias(make: Make) -> None:
    """Nothing is said of where a text plays that names nothing else."""
    online, geocoder = make()
    online.complete([parsed("Abu Khashab is quiet.", "Abu Khashab")])
    [query] = geocoder.queries
    assert (query.countries, query.viewbox) == ((), None)


def test_not_found_is_said_with_who_was_asked(convoy: GeoparsedDocument, make: Make) -> None:
    """A successful empty answer leaves "not_found", and the note tells that two sources do not have it."""
    online, _ = make()
    [document] = online.complete([convoy])
    assert document.resolutions[2].status == "not_found"
    assert document.resolutions[2].note == (
        "Neither the gazetteer nor fake has a place called “Abu Khashab”. fake was asked on 28 May 2026."
    )


def test_all_who_do_not_know_it_are_named(convoy: GeoparsedDocument, make: Make) -> None:
    """Where several geocoders were asked, the note says so."""
    online, _ = make()
    answer = GeocodeAnswer("not_found", (), "nominatim,photon", 1_780_000_000.0)
    [document] = online.apply([convoy], {"abu khashab": answer})
    assert document.resolutions[2].note == (
        "Neither the gazetteer nor Nominatim nor Photon has a place called “Abu Khashab”. "
        "Nominatim and Photon were asked on 28 May 2026."
    )


@pytest.mark.parametrize("outcome", ["transient", "blocked"])
def test_an_outage_is_never_not_found(convoy: GeoparsedDocument, make: Make, outcome: Outcome) -> None:
    """What could not be asked is "unavailable" with the reason, and asked again when the provider is back."""
    online, geocoder = make(VILLAGE)
    geocoder.failing = outcome
    [document] = online.complete([convoy])
    assert statuses(document)["Abu Khashab"] == "unavailable"
    assert document.resolutions[2].note == "fake is down; try again later."
    assert document.resolutions[0].place == DEIR_EZ_ZOR
    geocoder.failing = None
    assert online.complete([convoy])[0].resolutions[2].place == VILLAGE


def test_an_outage_takes_no_place_off_the_map(make: Make) -> None:
    """A place that the gazetteer is unsure of stays when the geocoder cannot be asked; its note says so."""
    online, geocoder = make(below=1.0)
    geocoder.failing = "transient"
    [document] = online.complete([parsed("He moved to London.", "London")])
    assert document.resolutions[0].place == LONDON
    assert document.resolutions[0].note == "fake is down; try again later."


def test_one_failure_loses_nothing_else(make: Make) -> None:
    """Of two names, one known and one that fails, the first is on the map."""
    online, geocoder = make(VILLAGE)
    document = parsed("From Abu Khashab to Abu Hamam.", "Abu Khashab", "Abu Hamam")
    online.complete([parsed("Abu Khashab", "Abu Khashab")])
    geocoder.failing = "transient"
    assert statuses(online.complete([document])[0]) == {"Abu Khashab": "resolved", "Abu Hamam": "unavailable"}


def test_the_forecast_comes_first_and_may_stop_it(convoy: GeoparsedDocument, make: Make) -> None:
    """Nothing is sent before the forecast is heard, and nothing at all where that says no."""
    online, geocoder = make(VILLAGE)

    def refuse(forecast: Forecast) -> None:
        assert forecast.sentence == "1 names to ask, 1 s at 1/s"
        assert not geocoder.asked
        raise Cancelled("No.")

    [document] = online.complete([convoy], on_forecast=refuse)
    assert not geocoder.asked
    assert statuses(document)["Abu Khashab"] == "unavailable"
    assert "stopped" in document.resolutions[2].note


def test_nothing_to_ask_is_no_forecast(convoy: GeoparsedDocument, make: Make) -> None:
    """Who is told of a forecast is about to send something."""
    online, _ = make(VILLAGE)
    heard: list[Forecast] = []
    online.complete([parsed("London", "London")], on_forecast=heard.append)
    online.complete([convoy], on_forecast=heard.append)
    online.complete([convoy], on_forecast=heard.append)
    assert len(heard) == 1


def test_stopping_keeps_what_is_done(make: Make) -> None:
    """A job that is stopped half way gives the documents with the answers it had."""
    online, _ = make(VILLAGE)

    def stop(stage: str, fraction: float) -> None:
        if fraction > 0:
            raise Cancelled("Stopped.")

    document = parsed("From Abu Khashab to Abu Hamam.", "Abu Khashab", "Abu Hamam")
    [completed] = online.complete([document], progress=stop)
    assert statuses(completed) == {"Abu Khashab": "resolved", "Abu Hamam": "unavailable"}


def test_what_has_no_letters_is_not_sent(make: Make) -> None:
    """Signs alone are no name."""
    online, geocoder = make()
    online.complete([parsed("Nobody went to ?!", "?!")])
    assert not geocoder.asked


def test_a_stale_answer_is_marked(convoy: GeoparsedDocument, make: Make) -> None:
    """An answer whose time is over says that it could not be refreshed."""
    online, _ = make()
    answer = GeocodeAnswer("found", (VILLAGE,), "nominatim", 1_780_000_000.0, True, True)
    [document] = online.apply([convoy], {"abu khashab": answer})
    assert document.resolutions[2].note == ("Nominatim was asked on 28 May 2026, and could not be asked again since.")


def test_countries_named_in_passing_are_no_bias(make: Make) -> None:
    """One city abroad among many mentions does not draw the search there."""
    text = "Deir ez-Zor, " * 6 + "Brussels and Abu Khashab."
    read = parsed(text, *["Deir ez-Zor"] * 6, "Brussels", "Abu Khashab")
    sure = tuple(replace(r, confidence=0.9) if r.place else r for r in read.resolutions)
    online, _ = make()
    queries = online.queries([replace(read, resolutions=sure)])
    assert queries["abu khashab"].countries == ("SY",)
    assert queries["abu khashab"].viewbox is not None
    assert queries["abu khashab"].viewbox.west > (BRUSSELS.footprint.point or (0, 0))[1]


def test_the_id_follows_geocoder_and_threshold(make: Make) -> None:
    """Another threshold gives other results."""
    assert make()[0].id != make(below=0.4)[0].id
    assert make()[0].geocoder.id in make()[0].id


def test_the_threshold_is_a_setting_from_0_to_1() -> None:
    """0 asks only for what is not found at all; what is no share of 1 is refused."""
    assert Settings.from_environment({"WHEREIN_GEOCODE_BELOW": "0"}).geocode_below == 0.0
    for wrong in ("1.5", "-1", "nan", "much"):
        with pytest.raises(UsageError, match="from 0 to 1"):
            Settings.from_environment({"WHEREIN_GEOCODE_BELOW": wrong})
