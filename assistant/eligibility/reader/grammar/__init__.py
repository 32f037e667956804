"""From tokens to statements: noun phrases, clauses, who is meant and what is said of them."""
