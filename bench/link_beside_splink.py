"""The same invented list deduplicated by Accounted and by Splink 5, one after the other: seconds, memory, pairwise F1.

Run `python bench/link_beside_splink.py [ROWS]` where `accounted[splink]` is installed; without it nothing is measured.
Each runs in a process of its own, so that its memory is its own; compiled code is loaded before the clock starts.
Splink's model: Jaro-Winkler levels on four name columns with term frequencies, birth, sex, place and date; five
blocking rules; expectation maximisation on at most two million pairs.
"""

import resource
import subprocess
import sys
import time
from importlib.util import find_spec
from typing import Any

import numpy as np
from link_million import HEADER, as_list, made, pairwise

from accounted.link import candidates, link


def ours(rows: int) -> None:
    """Takes a number of rows, links them with Accounted, prints a line."""
    for whole in (candidates.IN_PARTS, -1):
        candidates.IN_PARTS, kept = whole, candidates.IN_PARTS
        link([as_list(made(600, 1)[0])])
        candidates.IN_PARTS = kept
    columns, known = made(rows, 7)
    one = as_list(columns)
    del columns
    begin, cpu = time.perf_counter(), time.process_time()
    found = link([one])
    _said("accounted", begin, cpu, pairwise(found.person, known))


def splinks(rows: int) -> None:
    """Takes a number of rows, links them with Splink 5, prints a line."""
    import pandas as pd  # noqa: PLC0415 - an extra
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415 - an extra
    from splink.internals import comparison_library as cl  # noqa: PLC0415 - an extra
    from splink.internals.duckdb.database_api import DuckDBAPI  # noqa: PLC0415 - an extra

    columns, known = made(rows, 7)
    frame = pd.DataFrame(dict(zip(HEADER, columns, strict=True))).replace("", None)
    frame.insert(0, "unique_id", np.arange(rows))
    begin, cpu = time.perf_counter(), time.process_time()
    names = [
        cl.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(term_frequency_adjustments=True) for name in HEADER[:4]
    ]
    others = [cl.LevenshteinAtThresholds("birth", 2), *(cl.ExactMatch(name) for name in ("sex", "place", "date"))]
    rules = [
        ("given", "family"),
        ("family", "birth"),
        ("given", "birth"),
        ("father", "birth"),
        ("given", "place", "date"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*names, *others],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        em_convergence=0.001,
    )
    database = DuckDBAPI()
    linker: Any = Linker(database.register(frame), settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("given", "family", "birth")], recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (("given", "family"), ("birth",)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*rule), max_pairs=2e6)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.9)
    told = clusters.as_pandas_dataframe().set_index("unique_id")["cluster_id"]
    _said("splink", begin, cpu, pairwise(told.loc[np.arange(rows)].to_numpy(), known))


def _said(name: str, begin: float, cpu: float, scores: tuple[float, float, float]) -> None:
    seconds, spent = time.perf_counter() - begin, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    precision, recall, f1 = scores
    print(
        f"{name:10} {seconds:6.1f} s ({spent:.1f} s of processor), peak {peak} MB with the list, "
        f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}",
        flush=True,
    )


def main() -> int:
    """Takes a number of rows from the command line; gives 0, also where Splink is not installed."""
    if len(sys.argv) > 2:
        (ours if sys.argv[2] == "ours" else splinks)(int(sys.argv[1]))
        return 0
    if find_spec("splink") is None:
        print("Splink is not installed (pip install accounted[splink]): nothing measured.")
        return 0
    rows = sys.argv[1] if len(sys.argv) > 1 else "100000"
    for which in ("ours", "splink", "ours", "splink"):
        subprocess.run([sys.executable, __file__, rows, which], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
