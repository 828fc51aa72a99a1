"""The reports of many offices added up to that of the office above them, which knows where each figure came from."""
