"""From what a transcript file says to what can be relied on: labels, repeats, cuts, every time present and in order."""
