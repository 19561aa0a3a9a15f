"""What every room knows of English, and only here: words, verbs, polarity, names, numbers, spellings."""
