"""Folding, matching and locating text: what every evaluator compares with."""
