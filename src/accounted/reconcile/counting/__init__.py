"""Takes claims of one event and effect, gives the figure of each named counting rule, side by side."""
