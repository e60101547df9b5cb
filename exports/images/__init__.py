"""Figures drawn for files, one file per kind of plot; ``exports.drawings`` picks.

A drawing is first a list of shapes and words on a ``Sheet`` (sheet.py), in points from the upper left corner, then
painted by matplotlib (painting.py). Only painting.py and fonts.py know matplotlib, and import it when they are called.
"""
