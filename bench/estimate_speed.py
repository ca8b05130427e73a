"""CPU seconds of the estimators on published tables beside their peers', in a warm process on one core.

Peers, measured in November 2026 on one core, same tables and work: SparseMSE 2.0.1 and MultipleSystemsEstimation 1.2.0
with 1,000 bootstraps, dga 2.0.2, LCMCR 0.4.14 (effective draws a second).
Run: `python bench/estimate_speed.py [--quick | --latent]`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "published"))

from published_tables import published

from accounted.estimate import Estimate, decomposable, latent, loglinear, stepwise

SPARSE_MSE = {
    "korea_palembang": 10.7,
    "western_us": 40.0,
    "neworleans5_185": 26.9,
    "uk5": 109.3,
    "kosovo": 47.4,
    "australia": 31.0,
    "netherlands5": 134.6,
    "massachusetts_anomaly5": 69.8,
    "gaza_traumatic": 13.4,
    "hiv_rome": 14.5,
    "uk": 251.0,
    "neworleans_185": 600.0,
}
"""Two with 100 bootstraps, uk and neworleans_185, times ten."""
MSE_STEPWISE = {
    "kosovo": 19.2,
    "gaza_traumatic": 6.3,
    "korea_palembang": 7.1,
    "uk5": 46.5,
    "western_us": 30.8,
    "neworleans5_185": 20.4,
    "uk": 143.0,
    "neworleans_185": 629.0,
}
"""Two with 100 bootstraps, uk and neworleans_185, times ten."""
MSE_BIC = {"kosovo": 15.3, "gaza_traumatic": 5.7, "korea_palembang": 5.9, "uk5": 168.0}
"""uk5 with 200 bootstraps, times five."""
DGA = {
    "korea_palembang": 0.0013,
    "gaza_traumatic": 0.042,
    "kosovo": 0.136,
    "hiv_rome": 0.035,
    "uk5": 1.226,
    "netherlands5": 12.87,
    "western_us": 0.095,
    "massachusetts_anomaly5": 0.145,
    "australia": 0.0087,
    "neworleans5_185": 0.053,
}
GRID = {"gaza_traumatic": 3, "netherlands5": 20}
LCMCR = {"western_us": 697.0, "kosovo": 83.0, "massachusetts_anomaly5": 310.0}


def seconds(run: Callable[[], object], *, repeats: int = 5) -> float:
    """Takes a job, gives the least CPU time of some runs after a first one that loads its code."""
    run()
    times = []
    for _ in range(repeats):
        started = process_time()
        run()
        times.append(process_time() - started)
    return min(times)


def line(table: str, peer: float, own: float, *, asked: float) -> None:
    """Takes a table, the peer's and our seconds, prints them with their ratio beside what is asked."""
    mark = "" if peer / own >= asked else "   below what is asked"
    print(f"  {table:24}{peer:10.4f}{own:10.4f}{peer / own:10.0f} x   (asked {asked:g} x){mark}")


def bootstraps() -> None:
    """Prints the bootstrap that repeats the selection, 1,000 resamples."""
    print("stepwise, 1,000 resamples: SparseMSE s, ours s, ratio")
    for name, peer in SPARSE_MSE.items():
        own = seconds(lambda name=name: stepwise(published(name)))  # type: ignore[misc]
        line(name, peer, own, asked=60 if name == "gaza_traumatic" else 400)
    print("stepwise, 1,000 resamples: MultipleSystemsEstimation s, ours s, ratio")
    for name, peer in MSE_STEPWISE.items():
        own = seconds(lambda name=name: stepwise(published(name)))  # type: ignore[misc]
        line(name, peer, own, asked=60 if name == "gaza_traumatic" else 200)
    print("lowest BIC of all models, 1,000 resamples: MultipleSystemsEstimation s, ours s, ratio")
    for name, peer in MSE_BIC.items():
        own = seconds(lambda name=name: loglinear(published(name)), repeats=3)  # type: ignore[misc]
        line(name, peer, own, asked=60 if name == "gaza_traumatic" else 200)


def averages() -> None:
    """Prints decomposable averaging on the peer's grid and without a limit, and six lists."""
    print("decomposable graphs: dga s, ours s, ratio; then ours without a limit")
    for name, peer in DGA.items():
        table = published(name)
        most = GRID.get(name, 10) * table.persons
        own = seconds(lambda table=table, most=most: decomposable(table, most=most))  # type: ignore[misc]
        line(name, peer, own, asked=50 if name in ("kosovo", "uk5", "netherlands5") else 1)
        free = seconds(lambda table=table: decomposable(table))  # type: ignore[misc]
        line("  without a limit", peer, free, asked=50 if name in ("kosovo", "uk5", "netherlands5") else 1)
    print(f"  six lists (uk): {seconds(lambda: decomposable(published('uk')), repeats=2):.3f} s, 1 s asked")


def classes() -> None:
    """Prints the latent class sampler's effective draws a second beside the peer's."""
    print(
        "latent classes: LCMCR effective draws a second, ours (whole estimate, its trial runs too), ratio (asked 2 x)"
    )
    latent(published("spina_bifida3"))  # loads the code
    for name, peer in LCMCR.items():
        started = process_time()
        found = latent(published(name))
        spent = process_time() - started
        if isinstance(found, Estimate):
            rate = float(str(found.told("bulk_ess"))) / spent
            words = f"mean {found.mean:,.1f}, R-hat {found.told('r_hat'):.4f}, {spent:.1f} s"
            print(f"  {name:24}{peer:10.0f}{rate:10.0f}{rate / peer:10.1f} x   {words}")


def main() -> None:
    """Prints all of it; without the latent classes, which take a minute or more, with --quick; they alone with
    --latent.
    """
    if "--latent" not in sys.argv[1:]:
        bootstraps()
        averages()
    if "--quick" not in sys.argv[1:]:
        classes()


if __name__ == "__main__":
    main()
