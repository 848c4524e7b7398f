"""`zoneworks worker`: makes documents and does the periodic work, until stopped."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from typing import cast

from django.utils.translation import gettext_lazy

from zoneworks.commands.setting_up import language_for, whole_product

PATIENCE_SECONDS = 10.0
START = "from zoneworks.commands import main; raise SystemExit(main(['worker', '--with-parent']))"


def _(message: str) -> str:
    return cast(str, gettext_lazy(message))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=1.0, help=_("how often it looks for work"))
    parser.add_argument("--once", action="store_true", help=_("do what waits now, then end"))
    parser.add_argument("--with-parent", action="store_true", help=_("end when the standard input does"))


def run(options: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop_soon(stop))
    if options.with_parent:
        threading.Thread(target=follow_parent, args=(stop,), daemon=True).start()
    with whole_product(language_for(None)):
        from zoneworks.common.background import work

        work(stop=stop, seconds=max(options.seconds, 0.05), is_once=options.once)
    return 0


def stop_soon(stop: threading.Event) -> None:
    """The task at hand is finished; told a second time, it is not: what it was making is shown as failed."""
    if stop.is_set():
        os._exit(1)
    stop.set()


def follow_parent(stop: threading.Event) -> None:
    """The parent holds the other end of the standard input: however it ends, its worker ends soon after."""
    # Straight from the descriptor: a buffered reader would still be held when the interpreter ends.
    while os.read(0, 4096):
        pass
    stop.set()
    leaving = threading.Timer(PATIENCE_SECONDS, os._exit, args=(0,))
    leaving.daemon = True
    leaving.start()


def start_beside() -> subprocess.Popen[bytes]:
    """A worker as a child of this process that does not outlive it."""
    return subprocess.Popen([sys.executable, "-c", START], stdin=subprocess.PIPE)
