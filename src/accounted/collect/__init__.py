"""Takes paths, gives documents: their bytes hashed first, then looked at."""
