import os
from pathlib import Path

import pytest

from transcripts import files


def test_the_size_and_the_bytes_of_a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert files.size_of(path) == 3
    assert files.contents(path) == b"abc"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        files.size_of(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a pipe or a device"):
        files.contents(tmp_path / "pipe")


def test_a_file_larger_than_anything_that_is_read_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 2)
    (tmp_path / "a").write_bytes(b"abc")
    with pytest.raises(OSError, match="larger than"):
        files.contents(tmp_path / "a")


@pytest.mark.parametrize(
    ("name", "stem"),
    [("I-05.txt", "I-05"), ("caf\udce9.txt", "caf\ufffd"), ("a\n b.txt", "a b"), (".txt", ".txt"), (" .txt", " .txt")],
)
def test_a_name_is_text_on_one_line(name, stem):
    assert files.stem_of(Path(name)) == stem
