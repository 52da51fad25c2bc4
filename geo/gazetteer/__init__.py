"""The offline gazetteer: built once from installed data packages and curated tables, then only read."""
