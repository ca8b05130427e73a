"""Takes a capture table, gives an estimate with its interval, or a refusal with its reason."""
