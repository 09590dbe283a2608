"""Measurements beside the peer, as ratios: ``make bench``."""
