"""Match names across scripts and spellings; what it knows are labels, no graph."""

from gumru_kg.name_matching.candidates import NameCandidate
from gumru_kg.name_matching.comparison import find_similar
from gumru_kg.name_matching.matcher import MARGIN, SURE, NameMatcher

__all__ = ["MARGIN", "SURE", "NameCandidate", "NameMatcher", "find_similar"]
