"""Annotate: dates with their working, places, and who says so."""
