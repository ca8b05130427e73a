"""The laws are tried on the same examples at every run; `make fuzz` tries new ones, and many more of them."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("new", derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("ACCOUNTED_EXAMPLES", "same"))
