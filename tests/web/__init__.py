"""The desk under test: pages as a browser or another program meets them."""
