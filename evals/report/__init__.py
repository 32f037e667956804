"""One self-contained HTML page about a run, readable without JavaScript."""
