from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pressbox.sources.fpl_names import press_name


@pytest.mark.parametrize(
    ("first", "second", "shirt", "printed"),
    [
        ("Mohamed", "Salah", "M.Salah", "Mohamed Salah"),
        ("Virgil", "van Dijk", "Virgil", "Virgil van Dijk"),
        ("Ezri", "Konsa Ngoyo", "Konsa", "Ezri Konsa"),
        ("Emiliano", "Martínez Romero", "Martinez", "Emiliano Martínez"),
        ("Rui Pedro", "dos Santos Patrício", "Patrício", "Rui Patrício"),
        ("Gabriel", "dos Santos Magalhães", "Gabriel", "Gabriel"),
        ("Lucas", "Rodrigues Moura da Silva", "Lucas Moura", "Lucas Moura"),
        ("Bruno", "Guimarães Rodriguez Moura", "Bruno G.", "Bruno Guimarães"),
        ("Bruno", "Borges Fernandes", "B.Fernandes", "Bruno Fernandes"),
        ("Emerson", "Leite de Souza Junior", "E.Royal", "Emerson Royal"),
        ("Fernando", "Luiz Rosa", "Fernandinho", "Fernandinho"),
        ("Anssumane", "Fati Vieira", "Ansu Fati", "Ansu Fati"),
        ("Diogo", "Teixeira da Silva", "Diogo Jota", "Diogo Jota"),
        ("José Ignacio", "Peleteiro Ramallo", "", "José Ignacio Peleteiro Ramallo"),
    ],
)
def test_a_player_is_called_what_a_newspaper_prints(first: str, second: str, shirt: str, printed: str):
    assert press_name("", first, second, shirt) == printed


def test_what_the_shirt_does_not_tell_is_listed():
    assert press_name("194634", "Diogo", "Teixeira da Silva", "Diogo J.") == "Diogo Jota"
    assert press_name("165809", "Bernardo", "Veiga de Carvalho e Silva", "Bernardo") == "Bernardo Silva"


@pytest.mark.shared_data
def test_nobody_who_plays_is_called_by_five_names(shared_data: Path):
    with (shared_data / "fpl" / "2023-24" / "players_raw.csv").open(encoding="utf-8") as file:
        players = [row for row in csv.DictReader(file) if int(row["minutes"]) >= 90]
    names = [press_name(row["code"], row["first_name"], row["second_name"], row["web_name"]) for row in players]
    assert len(names) > 450
    assert all(len(name.split()) <= 4 for name in names)
    assert {"Diogo Jota", "Gabriel", "Bruno Guimarães", "Son Heung-min", "Rodri", "Kevin De Bruyne"} <= set(names)
