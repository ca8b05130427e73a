"""The desk: takes a project and who looks at it, gives pages and JSON on this computer alone."""
