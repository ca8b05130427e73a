"""Takes a capture table, gives an estimate with its interval, or a refusal with its reason.

Stands alone: core, numpy, and, when first needed, scipy and numba (compiled code is cached on disk). The examples of
its functions use two tables, one invented and one published (Ball et al. 2002):

>>> from accounted.estimate import CaptureTable
>>> patterns = ["111", "110", "101", "011", "100", "010", "001"]
>>> table = CaptureTable.from_patterns(patterns, [9, 12, 11, 14, 40, 35, 38], lists=["ngo", "church", "press"])
>>> counts = [27, 181, 18, 177, 42, 228, 106, 1131, 32, 217, 31, 845, 123, 936, 306]
>>> patterns = [f"{15 - i:04b}" for i in range(15)]
>>> kosovo = CaptureTable.from_patterns(patterns, counts, lists=["EXH", "ABA", "OSCE", "HRW"])
"""

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Figure, Gate
from accounted.core.outcome import Refusal
from accounted.estimate.assumption import assumption, marginal_assumptions
from accounted.estimate.averaging import averaged
from accounted.estimate.battery import GATES, METHODS, Battery, battery, plan_of_battery
from accounted.estimate.charting import draws_chart, interval_chart, to_arviz, trajectory_chart
from accounted.estimate.closed import chao, chapman
from accounted.estimate.covariates import doubly_robust
from accounted.estimate.decomposable import decomposable, poisson_gamma
from accounted.estimate.diagnosing import across, consistency, dependence, leave_one_out, merge_pairs
from accounted.estimate.existence import CERTIFICATES, certificate
from accounted.estimate.fitted import fit, profile_interval
from accounted.estimate.heterogeneity import heterogeneity
from accounted.estimate.imputing import imputed
from accounted.estimate.latent import LatentSettings, latent
from accounted.estimate.loglinear import loglinear
from accounted.estimate.lowrisk import low_risk
from accounted.estimate.planning import Plan, departures
from accounted.estimate.pooling import over_imputations, over_linkages, over_strata
from accounted.estimate.refusing import REFUSAL_CODES
from accounted.estimate.stepwise import stepwise
from accounted.estimate.withholding import shown_sizes, withheld

__all__ = [
    "CERTIFICATES",
    "GATES",
    "METHODS",
    "REFUSAL_CODES",
    "Battery",
    "CaptureTable",
    "Estimate",
    "Figure",
    "Gate",
    "LatentSettings",
    "Plan",
    "Refusal",
    "across",
    "assumption",
    "averaged",
    "battery",
    "certificate",
    "chao",
    "chapman",
    "consistency",
    "decomposable",
    "departures",
    "dependence",
    "doubly_robust",
    "draws_chart",
    "fit",
    "heterogeneity",
    "imputed",
    "interval_chart",
    "latent",
    "leave_one_out",
    "loglinear",
    "low_risk",
    "marginal_assumptions",
    "merge_pairs",
    "over_imputations",
    "over_linkages",
    "over_strata",
    "plan_of_battery",
    "poisson_gamma",
    "profile_interval",
    "shown_sizes",
    "stepwise",
    "to_arviz",
    "trajectory_chart",
    "withheld",
]
