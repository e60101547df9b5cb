"""One file per screen, and its style beside it."""
