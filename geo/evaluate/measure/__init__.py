"""The figures: what was found beside what is there."""
