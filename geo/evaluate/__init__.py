"""How well places are found and resolved in texts whose places are known: what ``python -m geo evaluate`` measures."""
