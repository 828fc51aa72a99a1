"""Do the documents that the engine makes keep to the schemas of Office Open XML? Run by ``python3 dev.py schemas``."""
