"""The figures as a table, a page and a plot."""
