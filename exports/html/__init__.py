"""Reports as one HTML page that needs nothing but a browser: no server, no network, no other file."""

from exports.html.writer import write_html

__all__ = ["write_html"]
