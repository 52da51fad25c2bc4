"""Finding place names in texts: a language model and the gazetteer propose them, a small trained model chooses."""

from geo.recognize.recognizer import build_recognizer

__all__ = ["build_recognizer"]
