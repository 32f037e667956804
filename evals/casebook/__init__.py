"""The cases: their published schema, loading, and the linter."""
