"""Reading for meaning: encoders say how near a passage is to a claim, judges what it says to it.

Everything here is optional: with no model on this disk, words decide alone. Nothing is downloaded unasked.
"""
