"""Takes rows of lists, gives pairs and clusters: which rows are one person, with reasons."""
