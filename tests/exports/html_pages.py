"""Pages taken apart: by the parser of the standard library, which forgives nothing that is checked here."""

import base64
import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from exports.html import write_html
from exports.report import Report

VOID = {"meta", "input", "br", "hr", "img", "link", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """The elements below this one, in the order of the page, of a tag and with these attributes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                fits = tag in ("", child.tag) and all(
                    value in child.attributes.get(name.rstrip("_").replace("_", "-"), "").split()
                    for name, value in wanted.items()
                )
                found += ([child] if fits else []) + child.all(tag, **wanted)
        return found

    def one(self, tag: str = "", **wanted: str) -> "Element":
        (found,) = self.all(tag, **wanted)
        return found


class Page(HTMLParser):
    """A page as a tree; refuses what a browser would have to mend."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = text
        self.root = Element("", {})
        self._open = self.root
        self.feed(text)
        self.close()
        assert self._open is self.root, f"<{self._open.tag}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        self._add(Element(tag, {name: value or "" for name, value in attrs}, self._open))
        if tag not in VOID:
            self._open = self._open.children[-1]  # type: ignore[assignment]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(Element(tag, {name: value or "" for name, value in attrs}, self._open))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.tag, f"</{tag}> ends <{self._open.tag}>"
        assert self._open.parent is not None
        self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def _add(self, child: "Element | str") -> None:
        self._open.children.append(child)

    # -- what is asked of it --

    def all(self, tag: str = "", **wanted: str) -> list[Element]:
        return self.root.all(tag, **wanted)

    def one(self, tag: str = "", **wanted: str) -> Element:
        return self.root.one(tag, **wanted)

    @property
    def text(self) -> str:
        """The words of the body, as they stand there without a script."""
        body = self.one("body")
        return re.sub(r"\s+", " ", "".join(c if isinstance(c, str) else c.text for c in body.children if not _mute(c)))

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.one("script", id="data").text)
        return found

    def passages(self) -> list[dict[str, Any]]:
        """The passages that the page embeds, by the names of their fields."""
        data = self.data
        rows = [dict(zip(data["fields"], row, strict=True)) for row in data["passages"]]
        return [
            {name: value if name in ("strength", "turn") else data["words"][value] for name, value in row.items()}
            for row in rows
        ]

    def behind(self, link: Element) -> list[int]:
        """Numbers of the passages that a link leads to."""
        packed = self.data["sets"][int(link.attributes["data-set"])]
        written = packed if isinstance(packed, str) else packed[0]
        runs = [list(map(int, run.split("-"))) for run in written.split()]
        return [number for run in runs for number in range(run[0], run[-1] + 1)]

    def policy(self) -> dict[str, list[str]]:
        (meta,) = [one for one in self.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
        return {words.split()[0]: words.split()[1:] for words in meta.attributes["content"].split(";")}


def _mute(child: "Element | str") -> bool:
    return isinstance(child, Element) and child.tag in ("script", "style")


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def written(reports: Report | Sequence[Report], **options: Any) -> str:
    stream = io.BytesIO()
    write_html([reports] if isinstance(reports, Report) else reports, stream, **options)
    return stream.getvalue().decode()


def page_of(reports: Report | Sequence[Report], **options: Any) -> Page:
    return Page(written(reports, **options))
