"""The dashboard's parts: what is drawn, what is remembered for a visitor, what is cached. No geography here."""
