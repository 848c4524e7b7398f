"""Where a firm roughly is when only the name of its region is known, and how far two places are apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from zonekit.chains.relatedness import Floats

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """The seat of a province or a large city; degrees."""

    name: str
    longitude: float
    latitude: float


@cache
def place_of(region: str) -> Place | None:
    """The place that the name of a region holds; a city before its province. None where it holds none.

    >>> place_of("江苏省苏州市").name, place_of("内蒙古自治区").name, place_of("Hebei Province").name, place_of("法国")
    ('苏州', '内蒙古', '河北', None)
    """
    text = region.strip().casefold()
    for place, aliases in _places():
        if any(alias in text for alias in aliases):
            return place
    return None


@cache
def english_names() -> dict[str, str]:
    """The English names of provinces and large cities by their Chinese ones."""
    return {zh: en for zh, en, _lon, _lat in _rows()}


@cache
def _places() -> tuple[tuple[Place, tuple[str, str]], ...]:
    """Cities first, as in the file."""
    return tuple((Place(zh, lon, lat), (zh, en.casefold())) for zh, en, lon, lat in _rows())


@cache
def _rows() -> list[tuple[str, str, float, float]]:
    text = files("zonekit.chains").joinpath("data/places.json").read_text(encoding="utf-8")
    return [(zh, en, lon, lat) for zh, en, lon, lat in json.loads(text)["places"]]


def kilometres(longitudes: Floats, latitudes: Floats, longitude: float, latitude: float) -> Floats:
    """Great-circle distance (haversine formula) of many places from one.

    >>> kilometres(np.array([121.5]), np.array([31.2]), 116.4, 39.9).round().tolist()
    [1071.0]
    """
    east, north = np.radians(longitudes - longitude), np.radians(latitudes - latitude)
    across = np.cos(np.radians(latitudes)) * np.cos(np.radians(latitude))
    half = np.sin(north / 2) ** 2 + across * np.sin(east / 2) ** 2
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found
