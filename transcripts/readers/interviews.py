"""One script, one reading: choose the layout, cut, and say what was understood."""

from pathlib import Path

from transcripts.readers.options import Layout, Reading, ReadingOptions
from transcripts.readers.script import Script
from transcripts.readers.turns import Identity, assemble, cut_script


def read_interview(script: Script, path: Path, reader: str, options: ReadingOptions) -> Reading:
    """Read the script of one file as the layout that was asked for, or that fits.

    Args:
        script: The file's text.
        path: The file, for its name.
        reader: Name of the format.
        options: What the person who imports says.
    """
    identity = Identity(path.stem, path.name, reader)
    cutting, cast = cut_script(script, options)
    transcript = assemble(script, cutting, cast, identity, options)
    layout = Layout.TURNS if transcript.speakers else Layout.PLAIN
    return Reading((transcript,), layout, doubts=cast.doubts)
