"""Time-weighted Dixon-Coles over all competitions: every club on one scale, every national team on another.

National teams play a fifth as often as clubs and lie further apart, so their matches count for longer and their prior
is wider. ``scale.py`` has the model itself.

References
----------
Dixon and Coles (1997), J. R. Stat. Soc. C 46(2), 265-280.
"""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import TooFewMatches
from pressbox.forecast.attack_defence import Spread
from pressbox.forecast.levels import is_national
from pressbox.forecast.model import fitted, last_known_day, select
from pressbox.forecast.scale import Scale, Settings, fit_scale
from pressbox.forecast.scoreline import Rates

CLUBS = Settings(365.0, 1461, team=Spread(0.35, 0.1), level=Spread(0.5, 0.1))
"""The best of a few on the five big leagues, 2013-14 to 2020-21."""

NATIONS = Settings(1000.0, 3652, team=Spread(0.7, 0.15), level=Spread(0.25, 0.1))
"""The best of a few on all internationals, 2012 to 2017."""


class DixonColes:
    """Attack and defence of every team, home advantage, and the dependence of low scores.

    Parameters
    ----------
    clubs, nations : Settings
        Of either scale.
    """

    name: ClassVar[str] = "dixon-coles"
    version: ClassVar[str] = "1"

    def __init__(self, clubs: Settings = CLUBS, nations: Settings = NATIONS) -> None:
        self.settings = {False: clubs, True: nations}
        self._scales: dict[bool, Scale] = {}  # by whether it is that of national teams
        self._as_of: AsOf | None = None

    @property
    def trained_on_matches(self) -> int:
        """Matches inside the windows."""
        return sum(scale.matches for scale in self._scales.values())

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        return fitted(self.name, self._as_of)

    def scale(self, competition_id: str) -> Scale:
        """The fitted scale of a competition's teams.

        Raises
        ------
        NotFitted
            Before ``fit``.
        TooFewMatches
            If it was fitted to matches of clubs only and is asked for national teams, or the other way round.
        """
        moment, national = self.fitted_as_of, is_national(competition_id)
        if national not in self._scales:
            raise TooFewMatches(
                f"{competition_id}: no match of {'national teams' if national else 'clubs'} in the"
                f" {self.settings[national].window_days} days before {moment}; ingest results of that time."
            )
        return self._scales[national]

    def window_days(self, national: bool) -> int:
        """How far back matches count."""
        return self.settings[national].window_days

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Fit to the matches known at a moment; a second fit starts where the first ended and finds the same.

        Raises
        ------
        TooFewMatches
            If no match lies inside the window.
        NotConverged
            If the fit does not settle.
        """
        today = last_known_day(as_of) + 1
        national = np.array([is_national(name) for name in matches.competitions], dtype=bool)[matches.competition]
        found: dict[bool, Scale] = {}
        for kind, settings in self.settings.items():
            scale = fit_scale(select(matches, national == kind), today, settings, self._scales.get(kind))
            if scale is not None:
                found[kind] = scale
        if not found:
            raise TooFewMatches(
                f"no match in the {self.window_days(False)} days before {as_of} to fit dixon-coles to;"
                " ingest results of that time, or choose a later date."
            )
        self._scales, self._as_of = found, as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day, also for teams without a match (see ``Scale.rates``).

        Raises
        ------
        NotFitted
            Before ``fit``.
        TooFewMatches
            If there was no match of clubs, or of national teams, to fit to.
        """
        return self.scale(competition_id).rates(home_id, away_id, neutral, competition_id, day)
