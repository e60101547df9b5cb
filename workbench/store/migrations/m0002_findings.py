"""What findings need: checked turns, recruitment, own rankings, the framework grid, picked quotations, preferences."""

import sqlite3

TABLES = """
CREATE TABLE turn_checks (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  turn_number INTEGER NOT NULL, UNIQUE (transcript_id, turn_number)
);

CREATE TABLE recruitment (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  participant_id INTEGER NOT NULL UNIQUE REFERENCES participants(id), status TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '', approached_on TEXT NOT NULL DEFAULT '', answered_on TEXT NOT NULL DEFAULT ''
);

CREATE TABLE participant_orders (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, participant_id INTEGER NOT NULL REFERENCES participants(id),
  code_id INTEGER NOT NULL REFERENCES codes(id), place REAL NOT NULL, UNIQUE (participant_id, code_id)
);
CREATE INDEX order_code ON participant_orders(code_id);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, question_id INTEGER NOT NULL REFERENCES questions(id),
  position INTEGER NOT NULL, label TEXT NOT NULL, definition TEXT NOT NULL DEFAULT '', UNIQUE (question_id, label)
);

CREATE TABLE summaries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, participant_id INTEGER NOT NULL REFERENCES participants(id),
  question_id INTEGER REFERENCES questions(id), code_id INTEGER REFERENCES codes(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id), body TEXT NOT NULL DEFAULT '',
  category_id INTEGER REFERENCES categories(id), created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
  CHECK (question_id IS NOT NULL OR code_id IS NOT NULL)
);
CREATE UNIQUE INDEX summary_cell
  ON summaries(participant_id, coalesce(question_id, 0), coalesce(code_id, 0), coder_id);
CREATE INDEX summary_category ON summaries(category_id);

CREATE TABLE summary_passages (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, summary_id INTEGER NOT NULL REFERENCES summaries(id),
  transcript_id INTEGER NOT NULL REFERENCES transcripts(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  position INTEGER NOT NULL, UNIQUE (summary_id, transcript_id, start, "end")
);

CREATE TABLE picked_quotations (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, code_id INTEGER NOT NULL REFERENCES codes(id),
  transcript_id INTEGER NOT NULL REFERENCES transcripts(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  coder_id INTEGER REFERENCES coders(id), position INTEGER NOT NULL, cuts TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL, UNIQUE (code_id, transcript_id, start, "end")
);

CREATE TABLE quantity_words (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, language TEXT NOT NULL, position INTEGER NOT NULL,
  phrase TEXT NOT NULL, measure TEXT NOT NULL, least REAL NOT NULL, most REAL NOT NULL, UNIQUE (language, phrase)
);

CREATE TABLE preferences (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL
);
"""


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
