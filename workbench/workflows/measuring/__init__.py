"""Measuring agreement: every measure declared once, as data, and the ground that all of them stand on."""
