"""Pairwise precision, recall and F1 on the lists with known links, where they are. Truth is used for scoring alone.

Run `python bench/link_lists.py FOLDER [NAME ...]`. Each list is linked with the mapping that the program proposes, some with
columns left out, as the name of the task says.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
