"""Exports: the story as data."""
