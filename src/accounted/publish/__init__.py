"""Takes what the other rooms made, gives pages in which every number walks home."""
