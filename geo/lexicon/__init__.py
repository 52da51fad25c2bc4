"""Words of English that say where, one table each; patterns are built from them."""
