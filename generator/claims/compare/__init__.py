"""How the articles stand to each other: what they report alike, and where and how they differ."""
