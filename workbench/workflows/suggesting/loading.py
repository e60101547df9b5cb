"""Loading models once, whoever asks first: a thread that loads ahead, or the one that reads the words of a code."""

import threading
from collections.abc import Collection

from workbench.errors import SuggestError
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader

LOADING = threading.RLock()
"""Held while a model is loaded or asked, as none of them is made for two threads at once."""

_TRIAL = "a"


def load_models(languages: Collection[str]) -> None:
    """Load what reads texts of some languages, and the encoder; one that cannot be loaded is told by who needs it."""
    import workbench.store.rows  # noqa: F401 - what writing needs takes its time too

    for language in sorted(languages):
        with LOADING:
            _load(language)
    with LOADING:
        sentence_encoder()


def _load(language: str) -> None:
    """Load the best reader of a language that can be loaded."""
    tried = ""
    while (reader := text_reader(language)).name != tried:
        tried = reader.name
        try:
            list(reader.read([_TRIAL]))
        except SuggestError:  # it is out from now on, and the next best is tried
            continue
        return
