"""Published-looking documents with known figures and drawn faults, for the fuzzer of published reports."""
