"""Readers of the gazetteer's data sources: one module per source, each yielding plain records."""
