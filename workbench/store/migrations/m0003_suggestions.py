"""What suggestions need: the lists that were shown, what was decided, what is asked for, and what was read once."""

import sqlite3

TABLES = """
CREATE TABLE suggestion_lists (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, coder_id INTEGER NOT NULL REFERENCES coders(id),
  code_id INTEGER NOT NULL REFERENCES codes(id), made_at TEXT NOT NULL, journal_entry TEXT NOT NULL,
  suggester TEXT NOT NULL, model TEXT NOT NULL, definition_hash TEXT NOT NULL, codebook_version INTEGER NOT NULL,
  reading_order TEXT NOT NULL, settings TEXT NOT NULL DEFAULT '{}', accepted TEXT NOT NULL, rejected TEXT NOT NULL
);
CREATE INDEX suggestion_list_code ON suggestion_lists(code_id, coder_id);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, list_id INTEGER NOT NULL REFERENCES suggestion_lists(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id), code_id INTEGER NOT NULL REFERENCES codes(id),
  transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL CHECK ("end" > start),
  text_hash TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'changed', 'rejected')),
  coding TEXT, rank INTEGER NOT NULL, score REAL NOT NULL, band TEXT NOT NULL, outside INTEGER NOT NULL DEFAULT 0,
  nearest TEXT NOT NULL DEFAULT '', decided_at TEXT NOT NULL
);
CREATE INDEX decision_code ON decisions(code_id, coder_id);
CREATE INDEX decision_coding ON decisions(coding);
CREATE INDEX decision_list ON decisions(list_id);
CREATE INDEX decision_transcript ON decisions(transcript_id);

CREATE TABLE suggestion_requests (
  coder_id INTEGER NOT NULL REFERENCES coders(id), code_id INTEGER NOT NULL REFERENCES codes(id),
  asked_at TEXT NOT NULL, PRIMARY KEY (coder_id, code_id)
) WITHOUT ROWID;

CREATE TABLE readings (
  text_hash BLOB NOT NULL, model TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (model, text_hash)
);
"""


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
