"""Takes a document, gives its text with offsets, and the claims in it with their exact words."""
