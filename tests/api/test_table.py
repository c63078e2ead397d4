"""`POST /api/v2/assess-table`: csv or JSON lines in, JSON or csv out, the same amounts as one by one."""

from __future__ import annotations

import csv
import io
import json

import pytest

from compensation.api.asked import MOST_BYTES
from compensation.table import scratch
from compensation.table.limits import PAGE_ROWS
from tests.api.calls import BOL, assess, assess_table

HEAD = "id;route;start;end;hours_per_week;workdays;norm;own_norm.amount;own_norm.base_hours;stagevergoeding\n"
ROW = "{};bol;2026-02-02;2026-07-03;{};mon,tue,wed,thu;own;400;40;250\n"
CSV, LINES = "text/csv", "application/x-ndjson"


def lines(*placements: object) -> bytes:
    """Placements, one a line."""
    return "\n".join(json.dumps(placement) for placement in placements).encode()


def test_csv_and_lines_give_what_one_by_one_gives() -> None:
    alone = assess(BOL).data["totals"]
    by_csv = assess_table((HEAD + ROW.format("a", 32)).encode(), CSV).data
    by_lines = assess_table(lines({**BOL, "id": "a"}), LINES).data
    for found in (by_csv, by_lines):
        (row,) = found["results"]
        assert row["id"] == "a"
        assert {name: row[f"totals.{name}"] for name in ("owed", "offered", "gap")} == {
            name: alone[name] for name in ("owed", "offered", "gap")
        }
        assert found["errors"] == []
    mine, theirs = (found["results"][0] for found in (by_lines, by_csv))
    assert {name: theirs[name] for name in mine if name != "row"} == {n: mine[n] for n in mine if n != "row"}
    assert (mine["row"], theirs["row"]) == (1, 2)


def test_wrong_rows_are_errors_with_their_row_and_all_rows_are_accounted_for() -> None:
    body = lines(BOL, {**BOL, "end": "soon"}, BOL) + b"\n\n{\n" + lines({**BOL, "sector": "moon"}, [], 5)
    found = assess_table(body, LINES).data
    assert [row["id"] for row in found["results"]] == ["1", "3"]
    assert [(error["row"], error["column"]) for error in found["errors"]][:3] == [(2, "end"), (5, ""), (6, "sector")]
    receipt = found["receipt"]
    assert (receipt["rows"], receipt["results"], receipt["wrong_rows"]) == (7, 2, 5)
    assert receipt["error_lines"] == len(found["errors"])
    assert len(receipt["rules_hash"]) == 64


def test_csv_out_has_results_and_counts_its_errors() -> None:
    body = (HEAD + ROW.format("=1+1", 32) + ROW.format("b", 99)).encode()
    answer = assess_table(body, CSV, accept="text/csv, application/json;q=0.5")
    assert answer.headers["content-type"].startswith("text/csv")
    assert (answer.headers["passend-errors"], answer.headers["passend-wrong-rows"]) == ("1", "1")
    (row,) = csv.DictReader(io.StringIO(answer.body.decode()))
    assert (row["id"], row["totals.gap"]) == ("'=1+1", "354.28")
    assert assess_table(body, CSV, accept="*/*").headers["content-type"] == "application/json"


def test_what_cannot_be_read_is_said_in_the_words_of_a_file() -> None:
    answer = assess_table(b"PK\x03\x04 no csv\0\0", CSV)
    assert (answer.status, answer.data["type"]) == (422, "urn:passend:problem:table")
    answer = assess_table(b"a;b\n1;2\n", CSV)
    assert (answer.status, answer.data["type"]) == (422, "urn:passend:problem:unsure")
    assert "route" in answer.data["faults"][0]["message"]
    unused = (HEAD.strip() + ";bedrag extra\n" + ROW.format("a", 32).strip() + ";12\n").encode()
    answer = assess_table(unused, CSV)
    assert (answer.status, answer.data["type"]) == (422, "urn:passend:problem:unsure")
    assert "bedrag extra" in answer.data["faults"][0]["message"]
    assert assess_table(b"\xff\xfe\xff", LINES).data["type"] == "urn:passend:problem:not_utf8"
    assert assess_table(b"", LINES).data["receipt"]["rows"] == 0
    assert assess_table(b"{}", "application/json").status == 415


@pytest.mark.parametrize("kind", [CSV, LINES])
def test_more_rows_than_the_page_takes_are_refused(kind: str) -> None:
    body = b"{}\n" * (PAGE_ROWS + 1) if kind == LINES else b"route;start\n" + b"a;b\n" * (PAGE_ROWS + 1)
    answer = assess_table(body, kind)
    if kind == LINES:
        assert (answer.status, answer.data["type"]) == (413, "urn:passend:problem:too_many_rows")
    else:
        assert answer.status in (413, 422)


def test_more_bytes_than_the_page_takes_are_refused_as_they_come() -> None:
    answer = assess_table(b"x" * (MOST_BYTES + 1), CSV, pieces=100)
    assert (answer.status, answer.data["type"]) == (413, "urn:passend:problem:too_large")
    said = assess_table(b"x", CSV, content_length=str(MOST_BYTES + 1))
    assert (said.status, said.headers["connection"]) == (413, "close")
    assert assess_table(b"x", CSV, content_length="9" * 5000).status == 413


def test_nothing_stays_on_the_disk(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for body in (HEAD + ROW.format("a", 32), "a;b\n1;2\n"):
        assess_table(body.encode(), CSV, accept="text/csv")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_is_not(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "_YOUNG_SECONDS", -1.0)
    left, other = tmp_path / "passend-left", tmp_path / "another-left"
    for folder in (left, other):
        folder.mkdir()
        (folder / ".held").touch()
        (folder / "sent.csv").write_text("wage 4321")
    (tmp_path / "passend-link").symlink_to(other)
    with scratch.scratch() as used:
        assert scratch.sweep() == 1
        assert used.is_dir()
    assert not left.exists()
    assert (other / "sent.csv").is_file()
