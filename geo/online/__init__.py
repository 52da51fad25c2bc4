"""Asking an online geocoder for what the gazetteer left open, and resolving again with its answers."""
