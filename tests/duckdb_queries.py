"""What DuckDB does for a relation: how often its plan reads a Parquet file, and which queries a connection ran."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def count_scans(relation: Any) -> int:
    """Count the places of a relation's plan where a file is read; a kept expression stands there once."""
    plan = relation.explain()
    return sum(plan.count(f"Function: {name}") for name in ("PARQUET_SCAN", "READ_PARQUET"))


@contextmanager
def logged_queries(connection: Any) -> Iterator[list[str]]:
    """List, once the block is left, the queries that the connection ran for rows, as its own log has them."""
    queries: list[str] = []
    connection.execute("CALL enable_logging('QueryLog')")
    yield queries
    logged = connection.execute("SELECT message FROM duckdb_logs WHERE type = 'QueryLog'").fetchall()
    for (message,) in logged:
        if message.lstrip().upper().startswith(("WITH", "SELECT", "FROM")) and "duckdb_logs" not in message:
            queries.append(message)
    connection.execute("CALL disable_logging()")
    connection.execute("CALL truncate_duckdb_logs()")
