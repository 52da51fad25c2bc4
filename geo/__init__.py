"""Places on the map for every toponym in a set of documents."""
