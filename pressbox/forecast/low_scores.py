"""How much likelier, or less likely, low draws are than independent goals make them: rho of Dixon and Coles (1997)."""

from __future__ import annotations

import numpy as np

from pressbox.forecast.arrays import FloatArray, inner

RHO_SPREAD = 0.1
"""Prior standard deviation of rho around 0."""

MOST_RHO = 0.5
"""No football is further from independence."""

HALVINGS = 20


def fit_rho(
    home_goals: FloatArray, away_goals: FloatArray, rate_home: FloatArray, rate_away: FloatArray, weights: FloatArray
) -> float:
    """Likeliest rho given the rates of matches of 90 minutes.

    A match of at most one goal a side adds w log(1 + rho c) to the log likelihood, c being -λμ at 0-0, λ at 0-1, μ at
    1-0 and -1 at 1-1; other matches do not depend on rho. The derivative falls in rho, so its root is found by halving.
    """
    low = (home_goals <= 1) & (away_goals <= 1)
    weight, slope = weights[low], _slopes(home_goals[low], away_goals[low], rate_home[low], rate_away[low])
    lowest, highest = -MOST_RHO, MOST_RHO
    if slope.size:
        lowest, highest = max(lowest, -1 / max(slope.max(), 1e-9)), min(highest, -1 / min(slope.min(), -1e-9))
    for _ in range(HALVINGS):
        rho = (lowest + highest) / 2
        if inner(weight, slope / (1 + rho * slope)) > rho / RHO_SPREAD**2:
            lowest = rho
        else:
            highest = rho
    return float(lowest + highest) / 2


def _slopes(home: FloatArray, away: FloatArray, rate_home: FloatArray, rate_away: FloatArray) -> FloatArray:
    goalless, home_scored = -rate_home * rate_away, np.where(away == 1, -1.0, rate_away)
    return np.asarray(np.where(home == 1, home_scored, np.where(away == 1, rate_home, goalless)))
