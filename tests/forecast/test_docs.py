import re
from pathlib import Path
from typing import Any, get_args

import pytest

from pressbox.errors import NotFitted
from pressbox.forecast.forecast import MODELS, forecast_with
from pressbox.forecast.markets import all_markets
from pressbox.forecast.movement import TEXTS, MatchCause
from pressbox.forecast.scoreline import scoreline_grid
from tests.forecast.matches import as_of, match_table, sample_rows
from tests.forecast.test_forecast import SECOND_LEG, TIE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "forecast.md").read_text(encoding="utf-8")


def test_every_model_is_in_the_docs():
    for name in MODELS:
        assert f"`{name}`" in PAGE


def test_every_cause_of_movement_is_in_the_docs():
    for name in (*get_args(MatchCause), *TEXTS):
        assert f"| `{name}` |" in PAGE


def test_every_market_is_in_the_docs():
    families = {re.sub(r"(_home|_away)?(_[-+]?[0-9._]+)?$", "", name) for name in all_markets(scoreline_grid(1.4, 1.1))}
    assert families == {
        "result", "btts", "exact_totals", "winning_margins", "total", "clean_sheet", "draw_no_bet", "goals", "handicap"
    }  # fmt: skip
    for family in families:
        assert f"`{family}`" in PAGE


def test_the_model_of_the_guide_works():
    (code,) = re.findall(r"```python\n(.+?)```", PAGE[PAGE.index("### Adding your own model") :], flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    model, moment = names["LastYear"](), as_of("2024-04-18")
    with pytest.raises(NotFitted):
        model.predict("Atalanta", "Liverpool", False, "uefa-el", 19831)
    forecast = forecast_with(model.fit(match_table(sample_rows()), moment), SECOND_LEG, moment, TIE)
    assert forecast.model.trained_on_matches > 800
    assert 0.2 < forecast.result.home < 0.5
    assert forecast.tie is not None
    assert forecast.tie.through.home > 0.8
