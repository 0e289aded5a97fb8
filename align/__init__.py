"""What the article claims, and whether it was said."""
