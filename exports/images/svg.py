"""SVG as matplotlib writes it, made fit for readers: with a title, and without anything that points elsewhere."""

import re
from xml.sax.saxutils import escape, quoteattr

_PROLOGUE = re.compile(r"\A.*?<svg [^>]*?(width=\S+ height=\S+ viewBox=\"[^\"]*\")[^>]*>", re.DOTALL)
_STYLE = re.compile(r"\s*<defs>\s*<style type=\"text/css\">[^<]*</style>\s*</defs>")
_NUMBERED = re.compile(r'<g id="[a-z0-9]+_\d+">')
_ILLEGAL = re.compile("[\ufffe\uffff]")


def finished(drawing: bytes, *, name: str, title: str, description: str, language: str) -> bytes:
    """The drawing with a title and a description, for those who read it by ear and for search.

    What matplotlib says of everything in a style sheet is said by the root, because a style sheet would colour the
    whole page that a drawing is put into; ids that only count are left out, because two drawings would share them.

    Args:
        drawing: As matplotlib wrote it.
        name: Of the figure; its ids begin with it.
        title: What it shows.
        description: Its values in words.
        language: Of both, ``en`` or ``fr``.
    """
    text = _ILLEGAL.sub("\ufffd", drawing.decode("utf-8"))
    found = _PROLOGUE.match(text)
    assert found is not None, "matplotlib has changed how it begins an SVG file"
    own = re.sub(r"[^A-Za-z0-9-]", "-", name) or "figure"
    root = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'{found[1]} role="img" aria-labelledby="{own}-title {own}-desc" xml:lang={quoteattr(language)} '
        'style="stroke-linejoin: round; stroke-linecap: butt">\n'
        f' <title id="{own}-title">{_plain(title)}</title>\n <desc id="{own}-desc">{_plain(description)}</desc>'
    )
    rest = _STYLE.sub("", text[found.end() :], count=1)
    return (root + _NUMBERED.sub("<g>", rest)).encode("utf-8")


def _plain(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))
