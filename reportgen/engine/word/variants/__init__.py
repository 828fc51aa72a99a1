"""Other documents: drafts, and copies of a template to start from."""
