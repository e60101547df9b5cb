"""Whether the texts of a study are what they were, told in a few milliseconds without reading them."""

import hashlib

from workbench.store.reader import Reader


def text_state(reader: Reader) -> str:
    """Differs whenever a transcript came, went, moved, got new words or another language, or a speaker another role.

    Codings, codes, memos and participants do not count.
    """
    rows = [
        *reader.rows("SELECT uuid, revision, language FROM transcripts WHERE deleted_at IS NULL ORDER BY position, id"),
        *reader.rows(
            "SELECT s.id, s.label, s.role FROM speakers s"
            " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL ORDER BY s.id"
        ),
        ("language", reader.value("SELECT value FROM facts WHERE key = 'language'")),
    ]
    return hashlib.blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
