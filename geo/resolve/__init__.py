"""Deciding which place a name denotes, by named rules that say why."""
