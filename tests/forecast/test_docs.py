import re
from pathlib import Path

from pressbox.forecast.forecast import MODELS
from pressbox.forecast.markets import all_markets
from pressbox.forecast.scoreline import scoreline_grid

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "forecast.md").read_text(encoding="utf-8")


def test_every_model_is_in_the_docs():
    for name in MODELS:
        assert f"`{name}`" in PAGE


def test_every_market_is_in_the_docs():
    families = {re.sub(r"(_home|_away)?(_[-+]?[0-9._]+)?$", "", name) for name in all_markets(scoreline_grid(1.4, 1.1))}
    assert families == {
        "result", "btts", "exact_totals", "winning_margins", "total", "clean_sheet", "draw_no_bet", "goals", "handicap"
    }  # fmt: skip
    for family in families:
        assert f"`{family}`" in PAGE
