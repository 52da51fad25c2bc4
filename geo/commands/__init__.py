"""The commands of ``python -m geo``, each a function of the parsed arguments and the terminal."""
