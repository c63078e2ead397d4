"""Input for the benchmark of files: a table of mixed placements as parquet.

Seeded, over the schemes that both versions know: 20% bbl of a year, 80% bol, hbo and wo of 10 to 20 weeks. They lie in
two years, and a part of them reaches into 2027, where the wage is not covered. tables.py runs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEED = 20260901
FIRST_DAY, LAST_DAY = np.datetime64("2024-08-01"), np.datetime64("2026-08-31")
CHUNK = 100_000


def write_placements(path: Path, rows: int, schemes: Sequence[tuple[str, str]], seed: int = SEED) -> None:
    """Random realistic placements, written in chunks; of each scheme its key and its sector."""
    writer: pq.ParquetWriter | None = None
    for first in range(0, rows, CHUNK):
        table = placements(min(CHUNK, rows - first), first, schemes, np.random.default_rng([seed, first]))
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def placements(rows: int, first: int, schemes: Sequence[tuple[str, str]], rng: np.random.Generator) -> pa.Table:
    """One chunk of placements as a table of the contract's columns."""
    bbl = rng.random(rows) < 0.2
    start = FIRST_DAY + rng.integers(0, (LAST_DAY - FIRST_DAY).astype(int), rows)
    days = np.where(bbl, 364, 7 * rng.integers(10, 21, rows) - 3)
    scheme = np.array([key for key, _ in schemes])[rng.integers(0, len(schemes), rows)]
    sector_of = dict(schemes)
    applies = rng.random(rows) < 0.4
    public, own = (rng.random(rows) < share for share in (0.55, 0.4))
    own &= ~public
    week = rng.integers(0, 4, rows)
    hours = np.array([40, 32, 24, 36])[week]
    age = np.where(bbl, rng.integers(16, 22, rows), rng.integers(17, 24, rows))
    vog, clothing, phone, reimbursed, offered = (rng.random(rows) < share for share in (0.3, 0.2, 0.1, 0.25, 0.6))

    def where(mask: Any, values: Any) -> pa.Array:
        return pa.array(np.broadcast_to(values, rows), mask=~mask)

    def euros(low: int, high: int, mask: Any) -> pa.Array:
        return where(mask, rng.integers(low * 20, high * 20, rows) / 20)

    return pa.table(
        {
            "id": pa.array(np.arange(first, first + rows)),
            "employer": pa.array([f"company {n}" for n in rng.integers(0, 5000, rows)]),
            "route": pa.array(np.where(bbl, "bbl", rng.choice(["bol", "bol", "hbo", "wo"], rows))),
            "study_year": pa.array(rng.integers(1, 5, rows)),
            "sector": pa.array([sector_of[key] for key in scheme]),
            "cao.status": pa.array(np.where(applies, "applies", "none")),
            "cao.scheme": where(applies, scheme),
            "start": pa.array(start),
            "end": pa.array(start + days),
            "hours_per_week": pa.array(hours.astype(float)),
            "workdays": pa.array(
                np.array(["mon,tue,wed,thu,fri", "mon,tue,wed,thu", "tue,wed,thu", "mon,tue,wed,thu,fri"])[week]
            ),
            "birth_date": pa.array(start - age * 365 - rng.integers(0, 365, rows)),
            "travel.mode": pa.array(np.select([public, own], ["public_transport", "own_vehicle"], "none")),
            "travel.distance_km": where(public | own, rng.integers(10, 450, rows) / 10),
            "travel.carrier": where(public, rng.choice(["train", "bus"], rows)),
            "travel.fare": euros(2, 12, public & (rng.random(rows) < 0.5)),
            "travel.student_product": where(public & ~bbl, rng.choice(["none", "week", "weekend"], rows)),
            "cost.vog.required_by": where(vog, "employer"),
            "cost.clothing.amount": euros(20, 150, clothing),
            "cost.phone.amount": euros(5, 25, phone),
            "cost.phone.per": where(phone, "month"),
            "offer.allowance.amount": euros(100, 600, ~bbl & offered),
            "offer.wage.amount": euros(6, 16, bbl),
            "offer.wage.per": where(bbl, "hour"),
            "offer.reimburse.travel.amount": euros(20, 100, reimbursed),
            "offer.reimburse.travel.per": where(reimbursed, "month"),
        }
    )
