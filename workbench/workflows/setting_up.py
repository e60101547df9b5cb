"""What a new study is furnished with: a codebook and a guide, from files or from what ships ready."""

from collections.abc import Collection
from pathlib import Path

from codebook.book import Codebook
from codebook.guide import Guide, read_guide
from codebook.readers import read_codebook
from codebook.shipped import CODEBOOKS, GUIDES, read_guide_template, read_template


def find_codebook(named: str, *, language: str, reserved_keys: Collection[str] = ()) -> Codebook:
    """The codebook in a file, or the template of that name.

    Args:
        named: A path, or the name of a template; a file of that name wins.
        language: ``fr`` or ``en``: which definitions to take where there are both.
        reserved_keys: Keys of commands, which no code may take.

    Raises:
        CodebookError: If there is neither, or the file holds no codebook.
    """
    path = Path(named)
    if named in CODEBOOKS and not path.is_file():
        return read_template(named, language, reserved_keys=reserved_keys)
    if path.exists() or path.suffix:
        return read_codebook(path, language=language, reserved_keys=reserved_keys)
    return read_template(named, language, reserved_keys=reserved_keys)


def find_guide(named: str, *, language: str) -> Guide:
    """The interview guide in a file, or the template of that name.

    Raises:
        CodebookError: If there is neither, or the file holds no guide.
    """
    path = Path(named)
    if named in GUIDES and not path.is_file():
        return read_guide_template(named, language)
    if path.exists() or path.suffix:
        return read_guide(path, language)
    return read_guide_template(named, language)
