"""Where mail goes, as the environment says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from zoneworks.config.mail import mail_settings

HOME = Path("/somewhere")
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def read(is_production: bool = True, **environ: str) -> dict[str, Any]:
    given = {f"ZONEWORKS_EMAIL_{name}": value for name, value in environ.items()}
    return mail_settings(given, HOME, is_production=is_production)


def test_one_address_names_the_server() -> None:
    found = read(URL="smtp://me:p%40ss@mail.example:587?tls=1", FROM="Zone <zone@example>")
    assert (found["EMAIL_BACKEND"], found["EMAIL_HOST"], found["EMAIL_PORT"]) == (SMTP, "mail.example", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me", "p@ss")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"], found["SENDS_MAIL"]) == (True, False, True)
    assert found["DEFAULT_FROM_EMAIL"] == "Zone <zone@example>"


@pytest.mark.parametrize(
    ("given", "port", "is_tls", "is_ssl"),
    [
        ({"URL": "smtp://mail.example"}, 25, False, False),
        ({"URL": "smtps://mail.example"}, 465, False, True),
        ({"HOST": "mail.example"}, 25, False, False),
        ({"HOST": "mail.example", "PORT": "587"}, 587, True, False),
        ({"HOST": "mail.example", "PORT": "465"}, 465, False, True),
        ({"HOST": "mail.example", "PORT": "2525", "TLS": "1"}, 2525, True, False),
    ],
)
def test_the_port_and_its_safety_follow(given: dict[str, str], port: int, is_tls: bool, is_ssl: bool) -> None:
    found = read(**given)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, is_tls, is_ssl)


def test_without_a_server_production_sends_nothing_and_a_trial_keeps_files() -> None:
    assert read()["SENDS_MAIL"] is False
    found = read(is_production=False)
    assert found["SENDS_MAIL"] is True
    assert found["EMAIL_FILE_PATH"] == HOME / "mail"
    assert read(URL="file:///other/place")["EMAIL_FILE_PATH"] == Path("/other/place")
    assert read(is_production=False, URL="none:")["SENDS_MAIL"] is False
    assert read(URL="console:")["SENDS_MAIL"] is True


def test_an_address_nobody_understands_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="begins with smtp:"):
        read(URL="mail.example")


def test_the_product_reads_them() -> None:
    assert isinstance(settings.SENDS_MAIL, bool)
