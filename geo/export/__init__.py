"""What was found, as files: a page, GeoJSON, a table, JSON Lines."""
