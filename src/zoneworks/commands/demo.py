"""`zoneworks demo`: the demonstration zone, made once and served until stopped (or for DEMO_SECONDS)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from typing import Any

from zoneworks.commands.setting_up import migrate

ACCOUNTS_LINE = (
    "Sign in as leader, supervision, investment, construction, editor or administrator; "
    "the password of each is: zoneworks-demo"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--prepare-only", action="store_true", help="make the zone and stop")


def run(options: argparse.Namespace) -> int:
    prepare()
    if options.prepare_only:
        return 0
    from zoneworks.commands.worker import start_beside

    worker = start_beside()
    seconds = os.environ.get("DEMO_SECONDS")
    if seconds:
        stop_after(float(seconds))
    print(f"ZoneWorks: http://{options.host}:{options.port}/   {ACCOUNTS_LINE}", flush=True)
    try:
        serve(options.host, options.port)
    finally:
        worker.terminate()
    return 0


def prepare() -> None:
    """Bring the database up to date and, once, put the demonstration zone into it."""
    os.environ["ZONEWORKS_DEMO_ACCOUNTS"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    import django

    django.setup()
    from zoneworks.demonstration.services import is_there, make_zone

    migrate()
    if not is_there():
        print("Making the demonstration zone ...", file=sys.stderr, flush=True)
        make_zone(tell=lambda line: print(f"  {line}", file=sys.stderr, flush=True))


def stop_after(seconds: float) -> None:
    timer = threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGTERM))
    timer.daemon = True
    timer.start()


def serve(host: str, port: int) -> None:
    """Serve with gunicorn in this process group: one worker, a few threads."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            settings = {"bind": f"{host}:{port}", "workers": 1, "threads": 4, "loglevel": "warning", "accesslog": None}
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from zoneworks.config.wsgi import application

            return application

    Server().run()
