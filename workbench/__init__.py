"""The application: a terminal workbench for coding and analysing qualitative interviews.

For notebooks and scripts::

    from workbench import open_study

    with open_study("msn.study") as study:
        study.ranking()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.api import open_study

__all__ = ["open_study"]


def __getattr__(name: str) -> Any:
    """Import the Python API only when it is asked for, so that the command line starts without pandas."""
    if name == "open_study":
        from workbench.api import open_study

        return open_study
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
