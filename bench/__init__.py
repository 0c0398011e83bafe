"""Measures what pages cost: `python -m bench`. How to read it: docs/performance.md."""
