"""The template language: what tags may say, and what they ask of the data."""
