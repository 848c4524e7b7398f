"""The demonstration zone as `zoneworks demo` serves it, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PASSWORD = "zoneworks-demo"
STARTS_WITHIN = 600
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
A_NEIGHBOUR = """
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit
zone = create_unit(kind=UnitKind.ZONE, code="NEXT", name="邻区", name_en="Next zone")
office = create_unit(kind=UnitKind.DEPARTMENT, code="N-SUP", name="邻区督查室", parent=zone)
one = create_account(username="neighbour", password="zoneworks-demo", display_name="邻区督查室")
grant_role(user=one, unit=office, kind=RoleKind.SUPERVISION)
"""
expect.set_options(timeout=20_000)
SignIn = Callable[..., Page]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def in_product(home: Path, words: str) -> None:
    """Run words of the product's own language on the data of a home."""
    environment = {**os.environ, "ZONEWORKS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zoneworks.config.settings"}
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{words}"]
    ran = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]


@dataclass(frozen=True)
class Demonstration:
    address: str
    home: Path


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration of its own, served from an empty home."""
    home, port = tmp_path_factory.mktemp("demonstration"), free_port()
    environment = {**os.environ, "ZONEWORKS_HOME": str(home)}
    for name in ("DATABASE_URL", "ZONEWORKS_DEBUG", "ZONEWORKS_PRODUCTION", "DEMO_SECONDS"):
        environment.pop(name, None)
    command = [str(Path(sys.executable).with_name("zoneworks")), "demo", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + STARTS_WITHIN
    try:
        while not answers(f"{address}/en/accounts/sign-in/"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the demonstration does not start:\n{(home / 'server.log').read_text()[-3000:]}")
            process_wait(process)
        yield Demonstration(address, home)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def neighbour(demonstration: Demonstration) -> str:
    """The supervision office of another zone signs in by this name."""
    in_product(demonstration.home, A_NEIGHBOUR)
    return "neighbour"


@pytest.fixture
def as_it_was(demonstration: Demonstration, neighbour: str) -> Iterator[None]:
    """A walk may leave anything behind, and live on any day: afterwards all is as it was before."""
    database = demonstration.home / "zoneworks.sqlite3"
    with closing(sqlite3.connect(database, timeout=30)) as live, closing(sqlite3.connect(":memory:")) as kept:
        live.backup(kept)
        yield
        kept.backup(live)


@pytest.fixture(scope="session")
def site(demonstration: Demonstration) -> str:
    return demonstration.address


def process_wait(process: subprocess.Popen[bytes]) -> None:
    """Give the server a moment, or notice at once that it ended."""
    try:
        process.wait(timeout=0.3)
    except subprocess.TimeoutExpired:
        return


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if not found:
        pytest.fail("chromium is not installed: apt-get install --no-install-recommends chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(chromium: Browser, site: str) -> Iterator[SignIn]:
    """A page of a person who has just signed in, or of the public; scripts may be off."""
    contexts: list[BrowserContext] = []

    def entered(username: str, language: str = "en", *, scripts: bool = True, width: int = 1366) -> Page:
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 850}, java_script_enabled=scripts, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.problems = problems  # type: ignore[attr-defined]
        if username:
            page.goto(f"/{language}/accounts/sign-in/")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", PASSWORD)
            page.locator("form button.is-primary").click()
        return page

    yield entered
    for context in contexts:
        context.close()
