"""The version that documents' receipts and findings name."""

VERSION = "0.4.0"
