"""Measures the budgets of docs/benchmarks.md, each part on its own or all with `python -m benchmarks`."""
