"""What an editor tells: claims tied to their evidence, and the checks of what they say."""
