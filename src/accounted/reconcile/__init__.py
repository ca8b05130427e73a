"""Takes claims and documents, gives comparisons, ties and remarks, never a verdict."""
