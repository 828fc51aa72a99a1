"""Can everybody read the pages that are written? Run by ``python3 dev.py accessibility``, with axe-core in Chromium."""
