"""Where e-mail goes, from the environment: one address of the server, or its parts.

ZONEWORKS_EMAIL_URL   smtp://user:password@host:587?tls=1  |  smtps://user:password@host:465  |  console:
                      |  file:  (ZONEWORKS_HOME/mail)  |  file:///folder  |  none:
ZONEWORKS_EMAIL_HOST, _PORT, _USER, _PASSWORD, _TLS (1 or 0)   the same in parts
ZONEWORKS_EMAIL_FROM  the sender
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BACKEND = "django.core.mail.backends.{}.EmailBackend"
SECONDS = 15
YES = {"1", "true", "yes", "on"}


def mail_settings(environ: Mapping[str, str], home: Path, *, is_production: bool) -> dict[str, Any]:
    """Django's settings of e-mail. Production without a server sends nothing; elsewhere mails are kept as files."""
    sender = environ.get("ZONEWORKS_EMAIL_FROM", "ZoneWorks <zoneworks@localhost>")
    common = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, "EMAIL_TIMEOUT": SECONDS}
    url = environ.get("ZONEWORKS_EMAIL_URL", "")
    if not url and environ.get("ZONEWORKS_EMAIL_HOST"):
        return common | server_in_parts(environ)
    return common | backend_of(url or ("none:" if is_production else "file:"), home)


def backend_of(url: str, home: Path) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        is_tls = parts.scheme == "smtp" and parse_qs(parts.query).get("tls", ["0"])[-1].lower() in YES
        is_ssl = parts.scheme == "smtps"
        return server(parts.hostname, parts.port, unquote(parts.username or ""), unquote(parts.password or ""),
                      is_tls=is_tls, is_ssl=is_ssl)  # fmt: skip
    if parts.scheme == "file":
        folder = Path(unquote(parts.path)) if parts.path else home / "mail"
        return {"EMAIL_BACKEND": BACKEND.format("filebased"), "EMAIL_FILE_PATH": folder, "SENDS_MAIL": True}
    if parts.scheme in {"console", "none"}:
        name = "console" if parts.scheme == "console" else "dummy"
        return {"EMAIL_BACKEND": BACKEND.format(name), "SENDS_MAIL": parts.scheme == "console"}
    raise ValueError(
        "ZONEWORKS_EMAIL_URL begins with smtp:, smtps:, file:, console: or none: (docs/guide/operations.md)"
    )


def server_in_parts(environ: Mapping[str, str]) -> dict[str, Any]:
    port = int(environ.get("ZONEWORKS_EMAIL_PORT", "0")) or None
    user, password = (environ.get(f"ZONEWORKS_EMAIL_{name}", "") for name in ("USER", "PASSWORD"))
    is_tls = environ.get("ZONEWORKS_EMAIL_TLS", "1" if port == 587 else "0").lower() in YES
    return server(environ["ZONEWORKS_EMAIL_HOST"], port, user, password, is_tls=is_tls, is_ssl=port == 465)


def server(host: str, port: int | None, user: str, password: str, *, is_tls: bool, is_ssl: bool) -> dict[str, Any]:
    return {
        "EMAIL_BACKEND": BACKEND.format("smtp"),
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or (465 if is_ssl else 587 if is_tls else 25),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": is_tls,
        "EMAIL_USE_SSL": is_ssl,
        "SENDS_MAIL": True,
    }
