"""Known cases, deterministic evaluators, runs, comparisons and benchmarks. Nothing imports this package."""
