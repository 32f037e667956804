"""From cases to records: the system under test, runs that resume, provenance, summaries."""
