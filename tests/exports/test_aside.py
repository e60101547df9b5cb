import os
from pathlib import Path

import pytest

from exports.aside import write_all_aside
from exports.errors import ExportError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fill(text: str):
    return lambda stream: stream.write(text.encode())


def test_several_files_all_take_their_places(tmp_path):
    (tmp_path / "a").write_text("old")
    write_all_aside({tmp_path / "a": fill("1"), tmp_path / "b": fill("2")})
    assert [(tmp_path / name).read_text() for name in names(tmp_path)] == ["1", "2"]
    assert names(tmp_path) == ["a", "b"]


def test_if_one_cannot_be_filled_none_takes_its_place(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_all_aside({tmp_path / "a": fill("1"), tmp_path / "b": lambda _stream: 1 / 0})
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


@pytest.mark.parametrize("linking", [True, False])
def test_if_one_cannot_move_those_before_it_go_back(tmp_path, monkeypatch, linking):
    for name in "abd":
        (tmp_path / name).write_text(f"old {name}")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "d" and self.suffix == ".part":
            raise OSError(5, "Input/output error")
        return real(self, target)

    def refuse(*_args: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(Path, "replace", replace)
    if not linking:
        monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(ExportError, match=r"d cannot be written|Input"):
        write_all_aside({tmp_path / name: fill("new") for name in "abcd"})
    assert names(tmp_path) == ["a", "b", "d"]
    assert [(tmp_path / name).read_text() for name in "abd"] == ["old a", "old b", "old d"]


def test_a_filler_may_read_what_the_one_before_it_wrote(tmp_path):
    seen: list[bytes] = []

    def first(stream) -> None:
        stream.write(b"words")
        stream.seek(0)
        seen.append(stream.read())

    write_all_aside({tmp_path / "a": first, tmp_path / "b": lambda stream: stream.write(seen[0].upper())})
    assert (tmp_path / "b").read_bytes() == b"WORDS"


def test_a_database_among_them_keeps_all_from_moving(tmp_path):
    (tmp_path / "s.study").write_bytes(b"SQLite format 3\0" + bytes(10))
    with pytest.raises(ExportError, match="is not overwritten"):
        write_all_aside({tmp_path / "a": fill("1"), tmp_path / "s.study": fill("2")})
    assert names(tmp_path) == ["s.study"]
