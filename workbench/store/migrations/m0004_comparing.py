"""What comparing coders needs: rulings, where the consensus comes from, opened seals, layers aside, merged copies."""

import sqlite3

TABLES = """
CREATE TABLE rulings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL CHECK ("end" > start),
  coder_id INTEGER NOT NULL REFERENCES coders(id), kind TEXT NOT NULL, verdict TEXT NOT NULL, chosen INTEGER,
  reason TEXT NOT NULL DEFAULT '', positions TEXT NOT NULL, made_at TEXT NOT NULL, changed_at TEXT NOT NULL
);
CREATE INDEX ruling_transcript ON rulings(transcript_id, start);
CREATE INDEX ruling_coder ON rulings(coder_id);

CREATE TABLE consensus_sources (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, coding_id INTEGER NOT NULL UNIQUE REFERENCES codings(id),
  ruling_id INTEGER REFERENCES rulings(id), made_from TEXT NOT NULL, sources TEXT NOT NULL
);
CREATE INDEX consensus_source_ruling ON consensus_sources(ruling_id);

CREATE TABLE openings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL UNIQUE REFERENCES transcripts(id),
  coder_id INTEGER REFERENCES coders(id), opened_at TEXT NOT NULL
);

CREATE TABLE asides (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, coder_id INTEGER NOT NULL UNIQUE REFERENCES coders(id),
  person_id INTEGER NOT NULL REFERENCES coders(id), purpose TEXT NOT NULL,
  reference_id INTEGER NOT NULL REFERENCES coders(id), number INTEGER NOT NULL, started_at TEXT NOT NULL
);
CREATE INDEX aside_person ON asides(person_id);

CREATE TABLE merged_entries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, copy_id TEXT NOT NULL, at TEXT NOT NULL,
  coder_id INTEGER REFERENCES coders(id), verb TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE INDEX merged_entry_coder ON merged_entries(coder_id);
"""


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
