"""Suggestions in a study: what is read for them, how lists are made, and what is decided about them."""
