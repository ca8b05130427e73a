"""The same invented list deduplicated by Accounted and by Splink 5, one after the other: seconds, memory, pairwise F1.

Run `python bench/link_beside_splink.py [ROWS]` where `accounted[splink]` is installed; without it nothing is measured.
Each runs in a process of its own from one CSV file to a CSV of persons, so that its memory is its own and reading and
writing are its own way of doing so; compiled code is loaded before the clock starts, twice in turn.
Splink's model: Jaro-Winkler levels on four name columns with term frequencies, birth, sex, place and date; five
blocking rules; expectation maximisation on at most two million pairs, which halves its time and costs it no F1;
clusters from p >= .9.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from link_million import HEADER, PARTS, Clock, in_turn, pairwise, said

RULES = (
    ("given", "family"),
    ("family", "birth"),
    ("given", "birth"),
    ("father", "birth"),
    ("given", "place", "date"),
)


def splinks(folder: Path) -> None:
    """Takes a folder with a list, reads, links and writes it with Splink 5, prints seconds, memory and F1."""
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415 - an extra
    from splink.internals import comparison_library as cl  # noqa: PLC0415 - an extra
    from splink.internals.duckdb.database_api import DuckDBAPI  # noqa: PLC0415 - an extra

    clock = Clock()
    database: Any = DuckDBAPI()
    sql = "create table made as select (row_number() over ()) - 1 as unique_id, * from read_csv(?, all_varchar = true)"
    database._con.execute(sql, [str(folder / "made.csv")])
    clock.step("read")
    names = [
        cl.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(term_frequency_adjustments=True) for name in HEADER[:4]
    ]
    others = [cl.LevenshteinAtThresholds("birth", 2), *(cl.ExactMatch(name) for name in ("sex", "place", "date"))]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*names, *others],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        em_convergence=0.001,
    )
    linker: Any = Linker(database.register("made"), settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("given", "family", "birth")], recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (("given", "family"), ("birth",)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*rule), max_pairs=2e6)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.9)
    clock.step("link")
    out = (
        f"copy (select unique_id, cluster_id from {clusters.physical_name} order by unique_id) to '{folder}/splink.csv'"
    )
    database._con.execute(out)
    clock.step("write")
    told = np.loadtxt(folder / "splink.csv", dtype=np.int64, delimiter=",", skiprows=1)
    said(len(told), "splink", clock, pairwise(told[:, 1], np.load(folder / "known.npy")))


def main() -> int:
    """Takes a number of rows from the command line; gives 0, also where Splink is not installed."""
    PARTS["splink"] = lambda folder, _: splinks(folder)
    told = sys.argv[1:]
    if told and told[0] in PARTS:
        PARTS[told[0]](Path(told[1]), int(told[2]))
        return 0
    if find_spec("splink") is None:
        print("Splink is not installed (pip install accounted[splink]): nothing measured.")
        return 0
    in_turn(int(told[0]) if told else 100_000, ("ours", "splink", "ours", "splink"), script=__file__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
