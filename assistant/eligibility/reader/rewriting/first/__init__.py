"""Forms that only a first description has."""
