"""How long asking will take, told before it starts."""

from __future__ import annotations

from geo.geocode.exchange import Forecast

DAY_S = 86_400.0


def forecast(names: int, interval_s: float) -> Forecast:
    """Return the forecast for asking one provider, one request after the other."""
    seconds = names * interval_s
    took = f", {_duration(seconds)} at {_pace(interval_s)}" if names else ""
    return Forecast(names, seconds, f"{_names(names)} to ask{took}")


def total(parts: tuple[Forecast, ...]) -> Forecast:
    """Return the forecast for asking several providers in turn, each for what those before it do not know."""
    asked = tuple(part for part in parts if part.requests)
    if len(asked) == 1:
        return asked[0]
    names = max((part.requests for part in asked), default=0)
    seconds = sum(part.seconds for part in asked)
    took = f", at most {_duration(seconds)} with {len(asked)} geocoders" if names else ""
    return Forecast(sum(part.requests for part in asked), seconds, f"{_names(names)} to ask{took}")


def _names(number: int) -> str:
    return f"{number:,} name{'' if number == 1 else 's'}"


def _pace(interval_s: float) -> str:
    return f"{1 / interval_s:.3g}/s" if interval_s <= 1 else f"{60 / interval_s:.3g}/min"


def _duration(seconds: float) -> str:
    """Return the two largest units: "5 min 12 s", "2 h 47 min"."""
    left = max(round(seconds), 1)
    units = []
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        number, left = divmod(left, size)
        units.append((number, unit))
    first = next(index for index, (number, _) in enumerate(units) if number)
    return " ".join(f"{number} {unit}" for number, unit in units[first : first + 2] if number)
