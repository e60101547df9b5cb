"""Proposals that a person confirms or turns down. Pure functions over plain values: no database, no screen, no model.

Nothing here applies anything by itself. Each proposal says why, and how sure it is in a word (strong, possible, weak).
"""
