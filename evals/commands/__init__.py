"""The commands of `python -m evals`, one file each; the only place that prints."""
