"""Organisations told beside their people, names or work, each put in one phrase."""
