"""Speed and memory, measured side by side on this machine: ``python3 dev.py bench``. Only ratios of one run count."""
