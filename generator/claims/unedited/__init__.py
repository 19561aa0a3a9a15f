"""The story that articles tell alone, with no editor: their own sentences, chosen and ordered."""
