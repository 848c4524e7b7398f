"""The register of enterprises: codes, names, scale, duplicates, and the industry an enterprise belongs to."""

from zonekit.registry.classification import Classifier, Phrase, Ranked, load_classifier
from zonekit.registry.many import classify_chunks

__all__ = ["Classifier", "Phrase", "Ranked", "classify_chunks", "load_classifier"]
