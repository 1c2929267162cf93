"""Every source by name; importing this loads all of them, so it is imported where files are read and nowhere else."""

from pressbox.sources.base import Source
from pressbox.sources.engsoccerdata import Engsoccerdata
from pressbox.sources.fivethirtyeight import FiveThirtyEight
from pressbox.sources.football_data import FootballData
from pressbox.sources.football_datasets import FootballDatasets
from pressbox.sources.fpl import Fpl
from pressbox.sources.internationals import Internationals
from pressbox.sources.odds_nm2890 import OddsNm2890
from pressbox.sources.openfootball import OpenFootball
from pressbox.sources.schochastics import Schochastics
from pressbox.sources.tables import Tables
from pressbox.sources.transfermarkt import Transfermarkt

SOURCES: tuple[Source, ...] = (
    OpenFootball(),
    FootballData(),
    FootballDatasets(),
    OddsNm2890(),
    Engsoccerdata(),
    Schochastics(),
    Internationals(),
    Fpl(),
    FiveThirtyEight(),
    Transfermarkt(),
    Tables(),
)
"""Every source, in the order in which their files are read."""

__all__ = ["SOURCES", "Source"]
