"""What the cage and its keeper say to each other: a letter, a length, and so many bytes.

`J` is JSON (what the file holds, how it ended), `B` a chunk of rows as Arrow, `X` a fault.
"""

from __future__ import annotations

import json
from typing import IO, Any

import numpy as np
import pyarrow as pa

from compensation.table.source import Chunk, Ragged

#: No piece of rows is larger; a child that says so is not ours any more.
MOST_BYTES = 1 << 30
_LENGTH = 8


def send(out: IO[bytes], kind: bytes, payload: bytes) -> None:
    """One message."""
    out.write(kind + len(payload).to_bytes(_LENGTH, "big"))
    out.write(payload)
    out.flush()


def receive(source: IO[bytes]) -> tuple[bytes, bytes]:
    """The next message. Raises EOFError when there is none, or only a part of one."""
    head = source.read(1 + _LENGTH)
    if len(head) < 1 + _LENGTH:
        raise EOFError
    length = int.from_bytes(head[1:], "big")
    if length > MOST_BYTES:
        raise EOFError
    payload = source.read(length)
    if len(payload) < length:
        raise EOFError
    return head[:1], payload


def packed(chunk: Chunk) -> bytes:
    """A chunk as Arrow's own stream; its rows that are none stand in the schema's notes."""
    names = [*(str(place) for place in range(len(chunk.columns))), "row"]
    ragged = json.dumps([[row.number, row.found, row.expected, row.text] for row in chunk.ragged])
    batch = pa.record_batch([*chunk.columns, pa.array(chunk.numbers, pa.int64())], names=names)
    schema = batch.schema.with_metadata({"ragged": ragged})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(batch.replace_schema_metadata(schema.metadata))
    return bytes(sink.getvalue())


def unpacked(payload: bytes) -> Chunk:
    """A chunk again; what is no plain column of sound values is an error (pyarrow's)."""
    with pa.ipc.open_stream(payload) as reader:
        batch = reader.read_next_batch()
    batch.validate(full=True)
    ragged: list[Any] = json.loads((batch.schema.metadata or {}).get(b"ragged", b"[]"))
    numbers = np.asarray(batch.column(batch.num_columns - 1).to_numpy(), np.int64)
    return Chunk(tuple(batch.columns[:-1]), numbers, tuple(Ragged(*row) for row in ragged))
