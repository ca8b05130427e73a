"""The named counting rules as data, each with its text, its source and the parameters it is run with.

What a source says is put in our own words; docs/rules.md has the same list with references. Where a codebook leaves a
choice to its coders, the choice made here is a parameter that is printed.
"""

from accounted.core.rule import CountingRule
from accounted.reconcile.counting.recipe import Recipe

BODIES = ("counts of bodies", "used where no other figure is stated")
UNRELIABLE = ("likely unreliable", "highly unreliable")
HARMED = ("killed", "injured", "missing", "executed_or_died_in_custody")

UCDP = Recipe(
    rule=CountingRule(
        id="ucdp",
        name="UCDP low / best / high",
        version="1",
        text="Low and high are the lowest and the highest reliable estimate. Best is the estimate of the source held "
        "to be the most reliable; where none is, the lower figure is given. Deaths only.",
        source="UCDP Georeferenced Event Dataset Codebook, variables best, high, low; UCDP definitions, “best, high "
        "and low estimate”",
        parameters=(
            ("reliable", "not assessed as likely or highly unreliable"),
            ("most reliable", "assessed as highly, then likely reliable"),
            ("vague words", "no number"),
            BODIES,
            ("a speaker's figures", "all of them"),
        ),
    ),
    slots=(("low", "lowest"), ("best", "most-reliable-else-lowest"), ("high", "highest")),
    left_out_sources=UNRELIABLE,
    effects=("killed", "executed_or_died_in_custody"),
)

ACLED = Recipe(
    rule=CountingRule(
        id="acled",
        name="ACLED most conservative",
        version="1",
        text="One number: the most conservative one where sources differ or are vague; revised when better information "
        "comes. Tens are 10, dozens 12, hundreds 100, and so on. Reported deaths only, as reported.",
        source="ACLED, “How does ACLED code fatalities?” (Fatalities FAQ, 27 February 2023, updated 7 May 2024); ACLED "
        "Codebook 2024, “Reported fatalities”",
        parameters=(
            ("tens, dozens, hundreds", "10, 12, 100"),
            ("scores, thousands and beyond (“and so on”)", "20, 1,000, 10,000, 100,000"),
            ("several, or no number at all", "3 (10 in places of active conflict: acled-active)"),
            ("a speaker's figures", "the latest"),
            BODIES,
        ),
    ),
    slots=(("fatalities", "lowest"),),
    vague={
        "several": 3,
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 1000,
        "tens of thousands": 10000,
        "hundreds of thousands": 100000,
    },
    unstated=3,
    revisions="latest",
    effects=("killed", "executed_or_died_in_custody"),
)

ACLED_ACTIVE = Recipe(
    rule=CountingRule(
        id="acled-active",
        name="ACLED most conservative, place of active conflict",
        version="1",
        text=ACLED.rule.text,
        source=ACLED.rule.source,
        parameters=(
            *ACLED.rule.parameters[:2],
            ("several, or no number at all", "10"),
            ("a speaker's figures", "the latest"),
            BODIES,
        ),
    ),
    slots=ACLED.slots,
    vague={**ACLED.vague, "several": 10},
    unstated=10,
    revisions="latest",
    effects=ACLED.effects,
)

IBC = Recipe(
    rule=CountingRule(
        id="ibc",
        name="Iraq Body Count min / max",
        version="1",
        text="Min is the lowest and max the highest number that reports of one incident give. Fewer than two data "
        "sources that are not shown to lean on each other make the entry provisional. Documented deaths only.",
        source="Iraq Body Count, Methods; Sloboda, Dardagan, Spagat and Hicks, “Iraq Body Count: A Case Study in the "
        "Uses of Incident-based Conflict Casualty Data”",
        parameters=(
            ("data sources", "2 separate origins seen"),
            ("vague words", "no number"),
            BODIES,
            ("zero", "where it is stated"),
        ),
    ),
    slots=(("min", "lowest"), ("max", "highest")),
    origins=2,
    grade="provisional",
    effects=("killed", "executed_or_died_in_custody"),
)

AIRWARS = Recipe(
    rule=CountingRule(
        id="airwars",
        name="Airwars grading with min / max",
        version="1",
        text="Min and max of what sources claim, a grade (Confirmed, Fair, Weak, Contested, Discounted), and for each "
        "party what it states itself, as conceded min and max.",
        source="Airwars, Methodology (airwars.org/about/methodology), grading of incidents; columns "
        "civilians_reported_killed_min/max and civilian_deaths_conceded_min/max of its public data",
        parameters=(
            ("sources for Fair", "2 separate origins seen, and actions near decided as likely or confirmed"),
            ("parties, acceptance, attribution, actions near", "decisions by persons"),
            ("vague words", "no number"),
            BODIES,
        ),
    ),
    slots=(("min", "lowest"), ("max", "highest")),
    grade="airwars",
    effects=("killed", "injured"),
)

OHCHR = Recipe(
    rule=CountingRule(
        id="ohchr",
        name="OHCHR, “verified” figures",
        version="1",
        text="Only claims that a person assessed with “confirm” are in the number; all others are under verification "
        "or rejected and stay listed.",
        source="OHCHR, Guidance on Casualty Recording (HR/PUB/19/1, New York and Geneva 2019): reasonable grounds to "
        "believe as the standard of proof",
        parameters=(("separate origins", "1"), ("assessment needed", "confirm"), ("vague words", "no number"), BODIES),
    ),
    slots=(("low", "lowest"), ("high", "highest")),
    credibilities=("confirm",),
    effects=HARMED,
    completeness="Figures that are not verified are not in it: the number of persons can be higher.",
)

OHCHR_THREE = Recipe(
    rule=CountingRule(
        id="ohchr-three",
        name="OHCHR, “verified” figures, three origins",
        version="1",
        text=OHCHR.rule.text + " At least three separate origins are asked for, as missions such as UNAMA do.",
        source=OHCHR.rule.source + "; practice of UNAMA, at least three independent and credible types of sources",
        parameters=(("separate origins", "3"), ("assessment needed", "confirm"), ("vague words", "no number"), BODIES),
    ),
    slots=OHCHR.slots,
    credibilities=("confirm",),
    origins=3,
    effects=HARMED,
    completeness=OHCHR.completeness,
)

HURIDOCS = Recipe(
    rule=CountingRule(
        id="huridocs",
        name="HURIDOCS violation status",
        version="1",
        text="No single number: the least and the most figure for each violation status that persons gave.",
        source="HURIDOCS Events Standard Formats, field 0151, micro-thesaurus 41",
        parameters=(("status", "newest assessment; without one: unknown"), ("vague words", "no number"), BODIES),
    ),
    slots=(),
    grade="by-status",
)

NAMED = (UCDP, ACLED, ACLED_ACTIVE, IBC, AIRWARS, OHCHR, OHCHR_THREE, HURIDOCS)
"""All named rules, in the order in which they are shown."""
