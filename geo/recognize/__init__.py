"""Finding place names in texts: a spaCy model's entities, the gazetteer's evidence beside them, and propagation."""

from geo.recognize.recognizer import build_recognizer

__all__ = ["build_recognizer"]
