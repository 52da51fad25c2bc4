"""Scripts that fit what Wherein knows in numbers to texts with known places."""
