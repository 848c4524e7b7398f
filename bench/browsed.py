"""The product served on a port of this machine, and chromium in front of it: what a person waits for.

The server runs in this process, so that its processor time is known; the driver of the browser is another one. Pages
are compiled, assets too, and nothing is shown for developers, as in production but for the certificate.
"""

from __future__ import annotations

import logging
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

PASSWORD = "only-for-measuring"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# An answer of a few lines of text, for which the browser asks for nothing else.
NOTHING = "/robots.txt"
LAPTOP = {"width": 1366, "height": 850}
# The clock of the page begins with the request; a frame later all of it is on the screen.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


CLICKED = """([what, shown]) => new Promise(done => {
    const begin = performance.now();
    const frame = call => requestAnimationFrame(() => requestAnimationFrame(call));
    const watcher = new MutationObserver(() => {
        if (!document.querySelector(shown)) return;
        watcher.disconnect();
        frame(() => done(performance.now() - begin));
    });
    watcher.observe(document.body, {childList: true, subtree: true});
    document.querySelector(what).dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
})"""


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds: until everything was on the screen, of the server's processor, of the page's own work."""

    seconds: float
    server: float
    page: float

    def __add__(self, other: Waited) -> Waited:
        return Waited(self.seconds + other.seconds, self.server + other.server, self.page + other.page)


def why_not() -> str:
    """What is missing for measuring in a browser; empty where all is there."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    return "" if shutil.which("chromium") else "chromium is not installed"


def skipped(module: str) -> bool:
    missing = why_not()
    if missing:
        print(f"{module}: skipped, {missing}; its lines stay as they were", file=sys.stderr)
    return bool(missing)


@contextmanager
def served() -> Iterator[str]:
    """Address of the product, answered by threads of this process."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from zoneworks.config.wsgi import application

    # The table goes to the screen, not the list of what was asked for.
    for name in ("django.server", "django.request"):
        logging.getLogger(name).setLevel(logging.ERROR)
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Visitor:
    """Somebody who signed in, in a browser that may be as new."""

    def __init__(self, browser: Any, address: str, username: str) -> None:
        self.browser, self.address = browser, address
        context = browser.new_context(base_url=address, viewport=LAPTOP)
        page = context.new_page()
        page.goto("/en/accounts/sign-in/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.locator("form button.is-primary").click()
        self.signed_in = context.storage_state()
        context.close()
        self.page = self.new_page()

    def new_page(self) -> Any:
        """In a browser that runs already, but has kept nothing of the product but who is signed in."""
        context = self.browser.new_context(base_url=self.address, viewport=LAPTOP, storage_state=self.signed_in)
        page = context.new_page()
        page.goto(NOTHING)
        return page

    def begin_anew(self) -> None:
        self.page.context.close()
        self.page = self.new_page()

    def opens(self, path: str) -> Waited:
        """From the request until the page is drawn."""

        def opened() -> float:
            answer = self.page.goto(path, wait_until="load")
            assert answer is not None, path
            assert answer.ok, (path, answer.status)
            return float(self.page.evaluate(DRAWN)) / 1000

        return self.counted(opened, begins_anew=True)

    def clicks(self, what: str, shown: str) -> Waited:
        """From the click until what it brings is drawn."""

        def clicked() -> float:
            return float(self.page.evaluate(CLICKED, [what, shown])) / 1000

        return self.counted(clicked)

    def counted(self, call: Callable[[], float], *, begins_anew: bool = False) -> Waited:
        watched = self.page.context.new_cdp_session(self.page)
        # Work of the page's thread, not the time that passed while it waited for the processor.
        watched.send("Performance.enable", {"timeDomain": "threadTicks"})
        page_before, server_before = 0.0 if begins_anew else worked(watched), time.process_time()
        seconds = call()
        server = time.process_time() - server_before
        page = worked(watched) - page_before
        watched.detach()
        return Waited(seconds, server, page)


def worked(watched: Any) -> float:
    """Seconds the page's main thread has worked so far."""
    metrics = watched.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


@contextmanager
def visiting(username: str) -> Iterator[Visitor]:
    """The product served, and somebody signed in to it."""
    from playwright.sync_api import sync_playwright

    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            yield Visitor(browser, address, username)
        finally:
            browser.close()
