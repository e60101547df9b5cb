"""A merge must know every rule by which the tables refuse a second row."""

import sqlite3

import pytest

from tests.workbench.making import Bench
from workbench.store.images import COLUMNS
from workbench.store.merging_keys import KEYS
from workbench.store.rows import JOURNALLED


def unique_rules(path, table: str) -> set[tuple[str, ...]]:
    """Columns of every unique index of a table, its uuid apart; an index on an expression names the column in it."""
    connection = sqlite3.connect(path)
    found = set()
    for _number, name, unique, *_rest in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if unique:
            columns = [row[2] for row in connection.execute(f"PRAGMA index_info({name})")]
            if None in columns:
                ((sql,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
                columns = [column for column in COLUMNS[table] if column in sql.partition("(")[2]]
            found.add(tuple(columns))
    connection.close()
    return found - {("uuid",)}


def test_every_journalled_table_has_said_what_tells_its_rows_apart():
    assert KEYS.keys() == JOURNALLED.keys()


@pytest.mark.parametrize("table", JOURNALLED)
def test_the_key_of_a_table_is_its_unique_rule(desk: Bench, table):
    rules, key = unique_rules(desk.study.path, table), KEYS[table]
    if key is not None and key.strict:
        assert {frozenset(rule) for rule in rules} == {frozenset(key.columns)}
    else:
        assert not rules
