"""Published reports read: what a document shows, whatever kind of file it is, and the data that it holds."""
