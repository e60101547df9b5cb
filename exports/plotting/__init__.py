"""Figures drawn with characters, one file per kind of plot; ``exports.plots`` picks."""
