"""What ships ready: codebooks, an interview guide and participant attributes, in French and English."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files

from codebook.attributes import Attribute, attributes_from_yaml
from codebook.book import Codebook
from codebook.checks import one_line
from codebook.errors import CodebookError
from codebook.guide import Guide, guide_from_yaml
from codebook.naming import nearest
from codebook.nodes import Source
from codebook.readers import HEADER, read_yaml
from codebook.yaml_text import yaml_nodes
from transcripts.i18n import _

CODEBOOKS = ("entretiens-medias-socionumeriques", "grunig", "engagement", "maturite", "structures")
GUIDES = ("guide-quatre-parties",)
ATTRIBUTES = "participants"


@dataclass(frozen=True, slots=True)
class Template:
    """A codebook that ships ready.

    Attributes:
        name: What to call it by.
        title: Its name for people.
        description: What it is for and where it comes from.
        codes: How many codes it has, branches included.
    """

    name: str
    title: str
    description: str
    codes: int


def templates(language: str = "fr") -> tuple[Template, ...]:
    """The codebooks that ship ready, the one for interviews about social media first."""
    return tuple(_template(name, language) for name in CODEBOOKS)


def _template(name: str, language: str) -> Template:
    source = Source(f"{name}.yaml", language)
    fields = source.fields(yaml_nodes(_text(name), source), HEADER)
    codes = len(read_template(name, language))
    return Template(name, source.text(fields.get("title")), source.text(fields.get("description")), codes)


def read_template(name: str, language: str, *, reserved_keys: Collection[str] = ()) -> Codebook:
    """A codebook that ships ready, with identities of its own each time.

    Raises:
        CodebookError: If there is none of that name.
    """
    _known(name, CODEBOOKS)
    return read_yaml(_text(name), name=f"{name}.yaml", language=language, reserved_keys=reserved_keys)


def read_guide_template(name: str, language: str) -> Guide:
    """The guide that ships ready.

    Raises:
        CodebookError: If there is none of that name.
    """
    _known(name, GUIDES)
    return guide_from_yaml(_text(name), name=f"{name}.yaml", language=language)


def read_attributes_template(language: str) -> tuple[Attribute, ...]:
    """The participant attributes that ship ready: the category of public body, and the hours per week."""
    return attributes_from_yaml(_text(ATTRIBUTES), name=f"{ATTRIBUTES}.yaml", language=language)


def _known(name: str, names: Collection[str]) -> None:
    if name not in names:
        alike = nearest(name, names) or list(names)
        raise CodebookError(
            _('No template is called "{name}".').format(name=one_line(name)),
            _("Did you mean {names}?").format(names=", ".join(alike)),
        )


def _text(name: str) -> str:
    return files("codebook").joinpath("templates", f"{name}.yaml").read_text(encoding="utf-8")
