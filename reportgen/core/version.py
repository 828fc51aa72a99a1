"""The version that documents' receipts and findings name."""

VERSION = "0.5.0"
