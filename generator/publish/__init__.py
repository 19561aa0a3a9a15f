"""Publish: turn a story into Markdown pages, maps, a timeline and exports."""
