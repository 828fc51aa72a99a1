"""From the words that were typed to a command, and from whatever it ends with to an exit code."""
