"""Forms of speech put as others that the grammar reads, one construction to a module."""
