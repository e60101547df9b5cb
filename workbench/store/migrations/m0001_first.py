"""The first schema. Frozen: later changes are later steps."""

import sqlite3

from workbench.store import dialect

TABLES = """
CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE coders (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded_name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, created_at TEXT NOT NULL
);

CREATE TABLE participants (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, pseudonym TEXT NOT NULL, position INTEGER NOT NULL,
  deleted_at TEXT
);
CREATE UNIQUE INDEX participant_pseudonym ON participants(pseudonym) WHERE deleted_at IS NULL;

CREATE TABLE attributes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  label_fr TEXT NOT NULL DEFAULT '', label_en TEXT NOT NULL DEFAULT '', choices TEXT NOT NULL DEFAULT '[]',
  position INTEGER NOT NULL
);

CREATE TABLE attribute_values (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  participant_id INTEGER NOT NULL REFERENCES participants(id), attribute_id INTEGER NOT NULL REFERENCES attributes(id),
  knowledge TEXT NOT NULL, text_value TEXT NOT NULL DEFAULT '', low REAL, high REAL,
  UNIQUE (participant_id, attribute_id)
);

CREATE TABLE transcripts (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL, deleted_at TEXT
);
CREATE UNIQUE INDEX transcript_name ON transcripts(name) WHERE deleted_at IS NULL;

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  number INTEGER NOT NULL, text_hash TEXT NOT NULL, length INTEGER NOT NULL, words INTEGER NOT NULL,
  source_name TEXT NOT NULL, source_format TEXT NOT NULL, encoding TEXT NOT NULL DEFAULT '',
  encoding_guessed INTEGER NOT NULL DEFAULT 0, blanks TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
  UNIQUE (transcript_id, number)
);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  label TEXT NOT NULL, role TEXT NOT NULL, participant_id INTEGER REFERENCES participants(id),
  UNIQUE (transcript_id, label)
);
CREATE INDEX speaker_participant ON speakers(participant_id);

CREATE TABLE turns (
  id INTEGER PRIMARY KEY, revision_id INTEGER NOT NULL REFERENCES revisions(id), number INTEGER NOT NULL,
  kind TEXT NOT NULL, speaker_id INTEGER REFERENCES speakers(id), label TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, begin REAL, finish REAL, text TEXT NOT NULL
);
CREATE INDEX turn_place ON turns(revision_id, number);
CREATE INDEX turn_speaker ON turns(speaker_id);

CREATE TABLE segments (
  id INTEGER PRIMARY KEY, revision_id INTEGER NOT NULL REFERENCES revisions(id), number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX segment_place ON segments(revision_id, number);

CREATE TABLE codes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, parent_id INTEGER REFERENCES codes(id),
  position INTEGER NOT NULL, short TEXT NOT NULL, label_fr TEXT NOT NULL DEFAULT '',
  label_en TEXT NOT NULL DEFAULT '', definition TEXT NOT NULL DEFAULT '', include_when TEXT NOT NULL DEFAULT '',
  exclude_when TEXT NOT NULL DEFAULT '', example TEXT NOT NULL DEFAULT '', keywords TEXT NOT NULL DEFAULT '[]',
  colour TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT '', codable INTEGER NOT NULL DEFAULT 1,
  takes_stance INTEGER NOT NULL DEFAULT 0, exclusive INTEGER NOT NULL DEFAULT 0, deleted_at TEXT
);
CREATE INDEX code_parent ON codes(parent_id);
CREATE UNIQUE INDEX code_short ON codes(short COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE code_versions (
  id INTEGER PRIMARY KEY, version INTEGER NOT NULL, code_id INTEGER NOT NULL REFERENCES codes(id),
  coder_id INTEGER REFERENCES coders(id), at TEXT NOT NULL, picture TEXT NOT NULL
);
CREATE INDEX code_version_number ON code_versions(version);
CREATE INDEX code_version_code ON code_versions(code_id, version);

CREATE TABLE questions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, name TEXT NOT NULL UNIQUE,
  section TEXT NOT NULL DEFAULT '', text TEXT NOT NULL
);
CREATE TABLE question_codes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, question_id INTEGER NOT NULL REFERENCES questions(id),
  code_id INTEGER NOT NULL REFERENCES codes(id), UNIQUE (question_id, code_id)
);
CREATE TABLE turn_questions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  turn_number INTEGER NOT NULL, question_id INTEGER NOT NULL REFERENCES questions(id), follow_up INTEGER NOT NULL,
  UNIQUE (transcript_id, turn_number, question_id)
);

CREATE TABLE codings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id), code_id INTEGER NOT NULL REFERENCES codes(id),
  start INTEGER NOT NULL CHECK (start >= 0), "end" INTEGER NOT NULL CHECK ("end" > start),
  strength INTEGER CHECK (strength BETWEEN 0 AND 3), stance TEXT, origin TEXT NOT NULL,
  codebook_version INTEGER NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL
);
CREATE INDEX coding_place ON codings(transcript_id, coder_id, start);
CREATE INDEX coding_code ON codings(code_id, coder_id, transcript_id);
CREATE INDEX coding_coder ON codings(coder_id, code_id);

CREATE TABLE memos (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, coder_id INTEGER NOT NULL REFERENCES coders(id),
  transcript_id INTEGER REFERENCES transcripts(id), code_id INTEGER REFERENCES codes(id),
  coding_id INTEGER REFERENCES codings(id), body TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL
);
CREATE INDEX memo_coding ON memos(coding_id);
CREATE INDEX memo_code ON memos(code_id);
CREATE INDEX memo_transcript ON memos(transcript_id);

CREATE TABLE coder_states (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, coder_id INTEGER NOT NULL REFERENCES coders(id),
  transcript_id INTEGER NOT NULL REFERENCES transcripts(id), state TEXT NOT NULL, changed_at TEXT NOT NULL,
  UNIQUE (coder_id, transcript_id)
);
CREATE INDEX state_transcript ON coder_states(transcript_id);

CREATE TABLE places (
  coder_id INTEGER NOT NULL REFERENCES coders(id), transcript_id INTEGER NOT NULL REFERENCES transcripts(id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (coder_id, transcript_id)
);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, copy_id TEXT NOT NULL, at TEXT NOT NULL,
  coder_id INTEGER REFERENCES coders(id), kind TEXT NOT NULL, target TEXT, verb TEXT NOT NULL,
  facts TEXT NOT NULL, changes TEXT NOT NULL
);
CREATE INDEX journal_coder ON journal(coder_id, id);

CREATE TABLE journal_words (hash TEXT PRIMARY KEY, body TEXT);

CREATE TABLE history (
  entry_id INTEGER PRIMARY KEY REFERENCES journal(id), coder_id INTEGER REFERENCES coders(id), state TEXT NOT NULL
);
CREATE INDEX history_stack ON history(coder_id, state, entry_id);
"""


def apply(connection: sqlite3.Connection) -> None:
    """Create every table of a first study."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(dialect.CREATE_SEARCH_INDEX)
    for statement in dialect.GUARD_JOURNAL:
        connection.execute(statement)
