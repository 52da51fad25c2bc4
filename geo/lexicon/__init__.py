"""Words of English, one table each; patterns are built from them."""
