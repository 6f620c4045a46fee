"""Fictional resolutions in six languages, as data, and what each of them must be read as."""

from tests.specimens.model import LANGUAGES, Specimen, Version, specimens

__all__ = ["LANGUAGES", "Specimen", "Version", "specimens"]
