"""Other shapes of the same report: findings as JSON, the data file itself, its schema."""
