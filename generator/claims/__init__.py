"""Claims: tie statements to the words that carry them, check and compare them."""
