"""What the command writes and lists for the editor: drafts, new articles, places, another story's project."""
