"""Who is registered on the platform: answers, rosters, shares, and the words that bear on it."""
