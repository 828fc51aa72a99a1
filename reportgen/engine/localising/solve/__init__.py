"""All smallest sets of cells whose change makes every equation hold (Fellegi and Holt 1976)."""
