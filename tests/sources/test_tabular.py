import contextlib
import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.tabular import (
    BadCell,
    code_of_season,
    file_bundles,
    given,
    parse_clock,
    parse_count,
    parse_day_first,
    parse_flag,
    parse_float,
    parse_int,
    parse_iso_date,
    parse_price,
    parse_season,
    parse_text,
    read_rows,
    read_table,
    season_between,
    start_of_code,
    status_of,
)


def write(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def collect(path: Path, column: str) -> tuple[list[tuple[int, int | None]], Parsed]:
    table, parsed, found = read_table(path), Parsed(), []
    cell = table.column(column, parse_int)
    read_rows(table, parsed, lambda line, cells: found.append((line, cell(cells))))
    return found, parsed


def test_rows_carry_the_line_on_which_they_start(tmp_path: Path):
    path = write(tmp_path, '\ufeffa,b\r\n1,"two\r\nlines"\r\n\r\n,\r\n3,x\r\n')
    assert read_table(path).rows == [(2, ["1", "two\nlines"]), (6, ["3", "x"])]


def test_columns_are_read_by_name_wherever_they_stand(tmp_path: Path):
    found, parsed = collect(write(tmp_path, "b , a\n1,2.0\n3,\n"), "a")
    assert found == [(2, 2), (3, None)]
    assert parsed.data_rows == 2


def test_a_missing_column_names_file_and_column(tmp_path: Path):
    path = write(tmp_path, "a,b\n1,2\n")
    with pytest.raises(LayoutChanged, match=r'file\.csv: no column "FTHG" \(it has a, b'):
        read_table(path).column("FTHG", parse_int)


def test_an_optional_column_that_is_not_there_is_missing_everywhere(tmp_path: Path):
    assert read_table(write(tmp_path, "a\n1\n")).optional("Referee", parse_text)(["1"]) is None


def test_the_first_of_two_columns_of_one_name_is_read(tmp_path: Path):
    found, _ = collect(write(tmp_path, "a,a\n1,2\n"), "a")
    assert found == [(2, 1)]


def test_a_bad_cell_rejects_its_row_with_line_column_and_value(tmp_path: Path):
    found, parsed = collect(write(tmp_path, "a,b\n1,\nx-y,2\n3,\n"), "a")
    assert [line for line, _ in found] == [2, 4]
    assert parsed.rejected == [(3, "x-y,2", 'file.csv: a: "x-y" is not a whole number')]
    assert parsed.data_rows == len(found) + len(parsed.rejected)


def test_a_short_row_is_rejected_and_empty_cells_too_many_are_not(tmp_path: Path):
    found, parsed = collect(write(tmp_path, "a,b\n1\n2,,,\n3,4,5\n"), "a")
    assert found == [(3, 2)]
    assert [(row.source_line, row.reason) for row in parsed.rejected] == [
        (2, "file.csv: 1 cells where the header has 2"),
        (4, "file.csv: 3 cells where the header has 2"),
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str):
    with pytest.raises(LayoutChanged, match="empty"):
        read_table(write(tmp_path, content))


def test_a_truncated_gzip_is_refused(tmp_path: Path):
    whole = gzip.compress(b"a,b\n" + b"1,2\n" * 1000)
    with pytest.raises(LayoutChanged, match="broken gzip"):
        read_table(write(tmp_path, whole[: len(whole) // 2], "file.csv.gz"))


def test_a_file_that_ends_within_quotes_is_refused_with_its_line(tmp_path: Path):
    with pytest.raises(LayoutChanged, match="line 3: not a CSV row"):
        read_table(write(tmp_path, 'a,b\n1,2\n3,"cut off he'))


def test_a_byte_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path):
    with pytest.raises(LayoutChanged, match="line 2: byte 0x92"):
        read_table(write(tmp_path, b"a\nKing\x92s\n"))


def test_text_loses_no_break_spaces_and_keeps_letters():
    assert parse_text("\u00a0U  Rennie ") == "U Rennie"
    assert parse_text("NA") is None
    assert parse_text("Preußen") == "Preußen"


@pytest.mark.parametrize(("cell", "value"), [("2", 2), ("2.0", 2), (" 12 ", 12), ("-3", -3), ("", None), ("NA", None)])
def test_whole_numbers_are_read_as_spreadsheets_write_them(cell: str, value: int | None):
    assert parse_int(cell) == value


@pytest.mark.parametrize("cell", ["x-y", "2.5", "1_0", "2 3", "٣", "1e5", "--1"])
def test_what_is_no_whole_number_is_bad(cell: str):
    with pytest.raises(BadCell, match="whole number"):
        parse_int(cell)


def test_counts_are_not_negative():
    with pytest.raises(BadCell, match="negative"):
        parse_count("-1")


@pytest.mark.parametrize("cell", ["nan", "inf", "-Infinity", "8,5", "x"])
def test_what_is_no_finite_number_is_bad(cell: str):
    with pytest.raises(BadCell, match="not a number"):
        parse_float(cell)


@pytest.mark.parametrize("cell", ["0", "0.0", "1", "1.00", "-2"])
def test_a_price_of_one_or_less_is_bad(cell: str):
    with pytest.raises(BadCell, match="decimal price"):
        parse_price(cell)


def test_flags_are_read_in_any_case():
    assert [parse_flag(cell) for cell in ("TRUE", "yes", "FALSE", "no", "", "NA")] == [
        True,
        True,
        False,
        False,
        None,
        None,
    ]
    with pytest.raises(BadCell):
        parse_flag("perhaps")


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("11/08/2023", dt.date(2023, 8, 11)),
        ("14/08/93", dt.date(1993, 8, 14)),
        ("1/2/04", dt.date(2004, 2, 1)),
        ("", None),
    ],
)
def test_dates_are_day_first_with_two_or_four_digits_of_year(cell: str, date: dt.date | None):
    assert parse_day_first(cell) == date


@pytest.mark.parametrize("cell", ["31/02/2024", "12/13/2023", "2023-08-11", "11/08/023", "soon"])
def test_a_day_that_does_not_exist_is_bad(cell: str):
    with pytest.raises(BadCell):
        parse_day_first(cell)


@for_all(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_every_day_is_read_in_all_three_forms(date: dt.date | None):
    assert parse_day_first(f"{date:%d/%m/%Y}") == date
    assert parse_day_first(f"{date:%d/%m/%y}") == date
    assert parse_iso_date(f"{date:%Y-%m-%d}") == parse_iso_date(f"{date:%Y-%m-%d} 20:00:00") == date


@for_all(st.text(max_size=12))
def test_a_parser_gives_a_value_or_bad_cell_for_any_text(cell: str):
    for parse in (parse_int, parse_count, parse_float, parse_price, parse_day_first, parse_iso_date, parse_clock):
        with contextlib.suppress(BadCell):  # any other exception fails the test
            parse(cell)


@for_all(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=4), max_size=6))
def test_every_row_is_loaded_or_rejected(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]):
    content = "a,b\n" + "\n".join(",".join(cells) for cells in rows)
    path = write(tmp_path_factory.mktemp("any"), content)
    try:
        found, parsed = collect(path, "a")
    except LayoutChanged:
        return
    assert parsed.data_rows == len(found) + len(parsed.rejected)


def test_times_have_hours_and_minutes():
    assert parse_clock(" 0:00") == dt.time(0, 0)
    assert parse_clock("21:00:00") == dt.time(21, 0)
    for cell in ("24:00", "12:60", "noon"):
        with pytest.raises(BadCell):
            parse_clock(cell)


@pytest.mark.parametrize(
    ("cell", "season"),
    [("2023/2024", "2023-24"), ("1999-2000", "1999-00"), ("2012", "2012"), ("", None)],
)
def test_seasons_are_of_one_year_or_two(cell: str, season: str | None):
    assert parse_season(cell) == season


@pytest.mark.parametrize("cell", ["2023/2025", "23/24", "last"])
def test_what_is_no_season_is_bad(cell: str):
    with pytest.raises(BadCell):
        parse_season(cell)


@for_all(st.integers(1950, 2048))
def test_the_code_of_a_season_leads_back_to_it(start: int):
    assert start_of_code(code_of_season(season_between(start))) == start


@pytest.mark.parametrize("code", ["2325", "23", "abcd", "02324"])
def test_a_code_of_years_not_in_a_row_is_refused(code: str):
    with pytest.raises(ValueError, match="is not a season like"):
        start_of_code(code)


def test_half_a_score_is_bad_and_none_is_a_fixture():
    assert status_of(1, 0) == "played"
    assert status_of(None, None) == "scheduled"
    with pytest.raises(BadCell):
        status_of(1, None)


def test_a_given_cell_must_not_be_missing():
    with pytest.raises(BadCell, match="missing"):
        given(parse_text)(" ")


def test_a_compressed_copy_and_the_plain_file_are_one_bundle(tmp_path: Path):
    for name in ("b.csv", "b.csv.gz", "a.csv.gz", "c.txt"):
        (tmp_path / name).touch()
    found = [(bundle.name, bundle.paths[0].name) for bundle in file_bundles("x", tmp_path, "*.csv")]
    assert found == [("a.csv", "a.csv.gz"), ("b.csv", "b.csv")]
