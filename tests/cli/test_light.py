"""`stemagenda light`: anybody can check a verdict, and nonsense is refused by name."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import COMMAND, environment
from tests.sources.measured import seconds_of_children

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome

CASE = {
    "better": "down",
    "unit": "share",
    "points": [{"period": "2018", "value": 17.3}, {"period": "2022", "value": 20}],
    "target": {"value": 15, "period": "2030"},
}


def judge(document: bytes | str) -> Any:
    return CliRunner().invoke(main, ["light"], input=document)


def test_a_verdict_comes_back_as_json() -> None:
    said = judge(json.dumps(CASE))
    assert said.exit_code == Outcome.FINE
    light = json.loads(said.stdout)["light"]
    assert (light["colour"], light["threshold"], light["flips_at"], light["flips_to"]) == ("red", 0.5, 17.8, "orange")
    assert light["difference"] == pytest.approx(2.7)


def test_the_answer_has_the_promised_shape() -> None:
    found = json.loads(judge(json.dumps(CASE)).stdout)
    assert {"colour", "reason", "uncertain", "difference", "statistic", "threshold", "flips_at"} <= set(found["light"])
    assert {"verdict", "ratio", "needed_per_year"} <= set(found["target_track"])
    assert {"verdict", "observed", "required", "ratio"} <= set(found["methods"]["eurostat_cagr"])
    assert {"verdict", "ratio", "score"} <= set(found["methods"]["statcan_open_sdg"])
    assert {"symbol", "projection"} <= set(found["methods"]["weather_symbols"])
    assert {"slope", "kendall_s", "p_value"} <= set(found["trend"])
    assert {"period", "value", "low", "high"} <= set(found["projection"])


@pytest.mark.parametrize(
    ("document", "sign"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "UTF-8"),
        (b"{", "not JSON"),
        (b"[]", "object is expected"),
        (b'{"better": "sideways", "unit": "share", "points": []}', "better"),
        (b'{"better": "up", "unit": "share", "points": [{"period": "18", "value": 1}]}', "points[0].period"),
        (b'{"better": "up", "unit": "share", "points": [{"period": "2018", "value": NaN}]}', "NaN"),
        (b'{"better": "up", "unit": "share", "points": [{"period": "2018", "value": 154}]}', "points[0].value"),
        (b'{"better": "up", "unit": "share", "points": [], "colour": "green"}', "colour"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_nonsense_is_refused_by_name(document: bytes, sign: str) -> None:
    said = judge(document)
    assert said.exit_code == Outcome.REFUSED
    assert said.stdout == ""
    assert all(line.startswith("standard input") for line in said.stderr.splitlines())
    assert sign in said.stderr


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_crash_it(document: bytes) -> None:
    assert judge(document).exit_code in {Outcome.FINE, Outcome.REFUSED}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["2018", "up"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*CASE, "period", "value"]), inner),
    max_leaves=12,
)


@given(_JSON)
def test_no_document_crashes_it(document: object) -> None:
    assert judge(json.dumps(document)).exit_code in {Outcome.FINE, Outcome.REFUSED}


def test_closed_standard_input_is_said() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, "light"], capture_output=True, text=True, check=False
    )
    assert done.returncode == Outcome.REFUSED
    assert done.stderr.startswith("standard input: is closed")


def test_a_gigabyte_is_refused_at_once_in_little_memory(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros"
    with zeros.open("wb") as file:
        file.truncate(1_000_000_000)  # takes no room on disk
    started = seconds_of_children()
    with zeros.open("rb") as file:
        done = subprocess.run(
            [*COMMAND, "light"],
            stdin=file,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000)),
        )
    assert done.returncode == Outcome.REFUSED
    assert "is larger than 1,000,000 bytes" in done.stderr
    assert seconds_of_children() - started < 10


def test_it_needs_no_django_and_makes_no_state(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom stemagenda.cli.main import main\n"
        "try: main(['light'])\nexcept SystemExit as ended: assert not ended.code\n"
        "assert not [name for name in sys.modules if name.startswith('django')]\n"
    )
    state = tmp_path / "state"
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(CASE), env=environment(state), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not state.exists()


def test_a_closed_pipe_is_no_crash() -> None:
    words = ["/bin/sh", "-c", '"$@" | true', "sh", *COMMAND, "light"]
    done = subprocess.run(words, input=json.dumps(CASE), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
