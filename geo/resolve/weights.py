"""How much each rule counts, and how sure a score makes us: numbers fitted by ``python -m geo.training.resolution``."""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "population": 1.42,
    "kind": 0.84,
    "country": 0.8,
    "rivals": 0.2,
    "name": 2.24,
    "kind word": 1.5,
    "town before region": 1.7,
    "spelling": 0.69,
    "name inside": 1.5,
    "home": 4.0,
    "containment": 5.5,
    "called": 2.5,
    "government": 2.0,
    "region named": 1.72,
    "county": 3.0,
    "neighbours": 5.72,
    "shared region": 1.62,
    "shared country": 1.88,
    "country present": 0.71,
    "list": 1.5,
    "fellow countries": 1.0,
    "fellow capitals": 2.0,
    "fellow regions": 1.0,
}
"""What a rule's value, from about 0 to 1, is multiplied with."""
