"""How people err, and how likely each way is."""
