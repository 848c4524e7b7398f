"""The register of enterprises: codes, names, scale, duplicates, and the industry an enterprise belongs to."""

from zonekit.registry.classification import Classifier, Phrase, Ranked, classify_chunks, load_classifier

__all__ = ["Classifier", "Phrase", "Ranked", "classify_chunks", "load_classifier"]
