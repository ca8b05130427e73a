"""Takes bytes and acts, gives them back unchanged, or says what was changed."""
