"""One command a module: arguments in, words and exit codes out; the work is the API's."""
