"""Text from outside as XML takes it."""

import re
from xml.sax.saxutils import escape

from transcripts.display import visible

_NEVER = re.compile("[\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without what XML forbids and what would steer a screen or turn the reading: a sign in place of each."""
    return _NEVER.sub("\ufffd", visible(text))


def xml_escaped(text: str) -> str:
    """The same, to stand between tags or in an attribute in double quotation marks."""
    return escape(legal(text), {'"': "&quot;"})
