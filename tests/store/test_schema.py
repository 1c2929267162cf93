from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import typing

import duckdb
import pytest

from pressbox.sources.base import Parsed
from pressbox.sources.rows import TABLES
from pressbox.store import schema
from pressbox.store.database import Store

SPECS = {table.name: table for table in schema.tables()}


def test_every_table_can_be_created():
    with duckdb.connect() as connection:
        for table in SPECS.values():
            connection.execute(table.ddl)
        made = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
        ).fetchall()
    assert set(made) == {(t.name, c.name, c.type) for t in SPECS.values() for c in t.columns}


def test_no_table_and_no_column_has_two_entries():
    assert len(SPECS) == len(list(schema.tables()))
    for table in SPECS.values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_every_table_says_what_it_holds_in_one_sentence():
    for table in SPECS.values():
        assert table.doc.endswith("."), table.name
        assert "\n" not in table.doc


@pytest.mark.parametrize("name", TABLES)
def test_said_tables_have_the_fields_of_their_rows(name: str):
    assert [column.name for column in SPECS[f"said_{name}"].columns] == ["bundle", *TABLES[name]._fields]  # type: ignore[attr-defined]
    assert schema.arrow_schema(name).names == list(TABLES[name]._fields)  # type: ignore[attr-defined]


def test_every_kind_of_row_of_a_source_has_a_table():
    fields = {field.name for field in dataclasses.fields(Parsed)} - {"data_rows"}
    assert fields == set(TABLES)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (int, "INTEGER"),
        (float | None, "DOUBLE"),
        (typing.Literal["home", "away"], "VARCHAR"),
        (typing.Literal["GK"] | None, "VARCHAR"),
        (dt.date | None, "DATE"),
        (dt.datetime, "TIMESTAMP"),
        (dt.time | None, "TIME"),
        (bool | None, "BOOLEAN"),
    ],
)
def test_types_of_fields_are_types_of_columns(annotation: object, expected: str):
    assert schema._sql_type(annotation) == expected


def test_rows_about_a_match_lead_to_it_and_rows_about_a_player_to_his_team():
    for name in schema.EVENTS:
        assert [column.name for column in SPECS[name].columns[:2]] == ["match", "source"]
    for name in schema.ROSTERS:
        assert [column.name for column in SPECS[name].columns[:2]] == ["team", "source"]


def test_the_store_has_exactly_these_tables(sample_store: Store):
    query = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'main'"
    made = set(sample_store.connection.execute(query).fetchall())
    listed = {(t.name, c.name, c.type) for t in SPECS.values() for c in t.columns}
    assert listed <= made
    steps = {
        name
        for kind in ("table", "view")
        for (name,) in sample_store.connection.execute(
            f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE temporary"
        ).fetchall()
    }
    assert {row[0] for row in made - listed} <= steps


LAYOUTS = {1: "599706c051e1", 2: "b7dec8e7e96b"}
"""Digest of the tables of each schema version that was ever released."""


def test_a_change_of_a_table_raises_the_version():
    """Else an older store is opened, and fails in the middle of a question; then add its digest here."""
    layout = hashlib.sha256("\n".join(table.ddl for table in schema.tables()).encode()).hexdigest()[:12]
    assert LAYOUTS.get(schema.SCHEMA_VERSION) == layout
