"""One command a module: arguments in, words and exit codes out; the work is the API's.

``batching``, ``checking``, ``checking_many`` and ``rendering`` do what their commands do after the arguments were read.
"""
