"""Intervals, paired tests and selective prediction."""
