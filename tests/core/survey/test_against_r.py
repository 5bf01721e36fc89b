"""Means and errors of real pupils beside what R's packages survey and mitools make of them.

The pupils are a sample of PISA 2018 that may not be shipped: where the folder is not there, these tests are skipped.
R used Fay's replicates (80, rho 0.5) and ten plausible values, so every replicate's mean is one of ours; the sums
around them are written out here.
"""

from __future__ import annotations

import csv
import gzip
import math
from functools import cache
from pathlib import Path

import pytest

from stemagenda.core.survey.weighted import WeightedMean

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "survey"
PUPILS, EXPECTED = FOLDER / "pisa2018_sample_fra_ita_mex.csv.gz", FOLDER / "expected_R_survey_pisa2018.csv"
REPLICATES, PLAUSIBLE = 80, 10

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason=f"no {EXPECTED.name} here: its data may not be shipped")


@cache
def pupils(country: str) -> list[dict[str, str]]:
    """The pupils of one country."""
    with gzip.open(PUPILS, "rt", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["cnt"] == country]


def expected(country: str, statistic: str) -> dict[str, str]:
    """R's answer."""
    with EXPECTED.open(encoding="utf-8") as stream:
        wanted = (f"PISA2018_sample_{country}", statistic)
        return next(row for row in csv.DictReader(stream) if (row["dataset"], row["statistic"]) == wanted)


def mean(people: list[dict[str, str]], weight: str, score: str) -> float:
    """One weighted mean."""
    found = WeightedMean()
    for pupil in people:
        if float(pupil[weight]) > 0:
            found.add(weight=float(pupil[weight]), value=float(pupil[score]))
    return found.result().value


@pytest.mark.parametrize("country", ["FRA", "ITA", "MEX"])
@pytest.mark.parametrize("subject", ["math", "read", "scie"])
def test_the_mean(country: str, subject: str) -> None:
    """The mean over ten plausible values."""
    means = [mean(pupils(country), "w_fstuwt", f"pv{number}{subject}") for number in range(1, PLAUSIBLE + 1)]
    answer = expected(country, f"mean_pv{subject}")
    assert math.fsum(means) / PLAUSIBLE == pytest.approx(float(answer["estimate"]), abs=1e-5)
    assert len(pupils(country)) == int(answer["n"])


def test_the_error_by_replicates() -> None:
    """French mathematics: 810 means, combined as R combined them (sampling plus imputation variance)."""
    people = pupils("FRA")
    means, variances = [], []
    for number in range(1, PLAUSIBLE + 1):
        score = f"pv{number}math"
        means.append(mean(people, "w_fstuwt", score))
        again = [mean(people, f"w_fsturwt{replicate}", score) for replicate in range(1, REPLICATES + 1)]
        variances.append(math.fsum((one - means[-1]) ** 2 for one in again) / (REPLICATES * 0.25))
    middle = math.fsum(means) / PLAUSIBLE
    between = math.fsum((one - middle) ** 2 for one in means) / (PLAUSIBLE - 1)
    error = math.sqrt(math.fsum(variances) / PLAUSIBLE + (1 + 1 / PLAUSIBLE) * between)
    assert error == pytest.approx(float(expected("FRA", "mean_pvmath")["se"]), rel=1e-3)
