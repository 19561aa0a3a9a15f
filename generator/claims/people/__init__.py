"""Who is who: people and organizations that the articles name."""
