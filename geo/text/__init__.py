"""Texts: their passages, the folding of names, and how documents are read from files."""
