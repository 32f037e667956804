"""Ways to speak of a registration, put plainly."""
