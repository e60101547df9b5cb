"""Text from outside, made harmless for a terminal.

An interview may hold anything: escape sequences that a terminal would obey, marks that turn the direction of
reading, line ends nobody asked for. The stored text keeps them, since it is evidence; whatever shows it passes
through here first. Each such character is replaced by exactly one visible glyph, so that offsets still fit.

Policy:
    Tab and line feed pass through ``visible``, because they are layout and not commands; the caller decides
    how wide a tab is. ``visible_line`` turns both into a blank for places that hold one line (a table cell,
    an error, a footer). Everything else that steers a terminal is replaced: C0 and C1 controls, DEL, Unicode's own
    line and paragraph separators, bidirectional embeddings, overrides and isolates, annotation marks, and
    surrogates, which no terminal encoding can write. Joiners inside words and emoji stay.
"""

import re

_REPLACEMENT = "\ufffd"
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_NEW_LINE_PICTURE = "\u2424"

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LAYOUT = str.maketrans({"\t": " ", "\n": " "})


def _glyph(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    if character in "\x85\u2028\u2029":
        return _NEW_LINE_PICTURE
    return _REPLACEMENT


def visible(text: str) -> str:
    """The text with everything that could steer a terminal replaced, character for character.

    Returns:
        A text of the same length; tab and line feed are as they were. Applying it twice changes nothing.
    """
    return _UNSAFE.sub(_glyph, text)


def visible_line(text: str) -> str:
    """As ``visible``, with tabs and line feeds as blanks: for whatever holds a single line."""
    return visible(text).translate(_LAYOUT)


def well_formed(text: str) -> str:
    """The text without surrogates, which stand for bytes that are no text and which no store can hold."""
    return _SURROGATE.sub(_REPLACEMENT, text)
