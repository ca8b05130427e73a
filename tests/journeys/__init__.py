"""Journeys: from files to report, with real processes."""
