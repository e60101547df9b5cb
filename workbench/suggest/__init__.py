"""Proposals that a person confirms or turns down. Pure functions over plain values: no database, no screen.

Nothing here applies anything by itself. Each proposal says why, and how sure it is in a word (strong, possible, weak).
``load`` and ``rank`` are the suggester as functions that anybody can measure; language models, NumPy and scikit-learn
are imported when these are first called.
"""

__all__ = ["load", "rank"]


def __getattr__(name: str) -> object:
    """The public functions, imported with all they need when they are first asked for."""
    if name in __all__:
        from workbench.suggest import evaluation

        return getattr(evaluation, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
