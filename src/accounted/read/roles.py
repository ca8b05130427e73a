"""What a word can be in a rule: its roles as bits, so that a rule asks “is it one of these” in one step."""

from dataclasses import dataclass
from typing import Final

# Roles are bits, so that a rule asks "is it one of these" in one step; up to bit 119 an integer takes four digits.
UNIT: Final = 1 << 0  # a unit of people or property: people, houses, villages
STRONG: Final = 1 << 1  # a noun that counts an effect by itself: deaths, bodies
WEAK: Final = 1 << 2  # a noun that tells an effect when no verb does: refugees, hostages
TRANSITIVE: Final = 1 << 3
INTRANSITIVE: Final = 1 << 4
ADJECTIVE: Final = 1 << 5
OF_NOUN: Final = 1 << 6
TOTAL: Final = 1 << 7
GROUP_OF: Final = 1 << 8
BE: Final = 1 << 9
HAVE: Final = 1 << 10
REMAIN: Final = 1 << 11
AMOUNT: Final = 1 << 12
ADVERB: Final = 1 << 13
DETERMINER: Final = 1 << 14
PREPOSITION: Final = 1 << 15
CONJUNCTION: Final = 1 << 16
BOUNDARY: Final = 1 << 17
RELATIVE: Final = 1 << 18
PRONOUN: Final = 1 << 19
PARTS_OPEN: Final = 1 << 20
PARTS_AFTER: Final = 1 << 21
SAYS: Final = 1 << 22
ACCORDING: Final = 1 << 23
HEARSAY: Final = 1 << 24
DOUBT: Final = 1 << 25
DENIES: Final = 1 << 26
MEASURE: Final = 1 << 27
IDENTIFIER: Final = 1 << 28
AGE_BEFORE: Final = 1 << 29
AGE_AFTER: Final = 1 << 30
MONTH: Final = 1 << 31
QUALIFIER: Final = 1 << 32
QUALIFIER_AFTER: Final = 1 << 33
NUMBER_WORD: Final = 1 << 34
SCALE: Final = 1 << 35
VAGUE: Final = 1 << 36
NONE: Final = 1 << 37
FRACTION: Final = 1 << 38
PERCENT: Final = 1 << 39
HALF: Final = 1 << 40
CAUSATIVE: Final = 1 << 41
SUFFERED: Final = 1 << 42
MONEY_AFTER: Final = 1 << 43
TWO_EFFECTS: Final = 1 << 44
SEPARATELY: Final = 1 << 45
WEEKDAY: Final = 1 << 46
TITLE: Final = 1 << 47
NOT_AFTER_ONE: Final = 1 << 48
LABEL: Final = 1 << 49
LOOSE_LABEL: Final = 1 << 170  # "war", "crisis": names an event where what stands around it says so
DENIAL_PHRASE: Final = 1 << 50
DENIAL_NOUN: Final = 1 << 51
STRENGTH: Final = 1 << 52
AS_OF: Final = 1 << 53
ESCALATING: Final = 1 << 54
MONEY_BEFORE: Final = 1 << 55
KEEP: Final = 1 << 56
PUNCTUATION: Final = 1 << 57
NUMBER: Final = 1 << 58  # a whole number expression, once it has been read
COUNTER: Final = 1 << 60  # "the number of ..."
OPENS_RANGE: Final = 1 << 61  # "between", "from"
INDEFINITE: Final = 1 << 62  # "a" before "hundred"
DIGITS: Final = 1 << 63
FIGURE: Final = 1 << 64  # "the figure of", "brought the count to"
OF: Final = 1 << 65
OF_PRONOUN: Final = 1 << 66
ANAPHOR: Final = 1 << 67
NEGATION: Final = 1 << 68
COMPARES: Final = 1 << 69
ARTICLE: Final = 1 << 70
NAME_LINK: Final = 1 << 71
THIRD_PERSON: Final = 1 << 72
NOT_SPEAKER: Final = 1 << 73
BEFORE_YEAR: Final = 1 << 74
ONE: Final = 1 << 75
ACCORDING_AFTER: Final = 1 << 76
GERUND: Final = 1 << 77
PAST: Final = 1 << 78
WHERE: Final = 1 << 162  # "the camps where 40 died"
COMPANION: Final = 1 << 163  # "along with": before those who shared what befell another
TREATED: Final = 1 << 164  # "14 dead and 60 in hospital": of those not dead, that they are hurt
TROOP: Final = 1 << 168  # "a body of 3,000 men"
PRESENT: Final = 1 << 155  # "kills": told of who acts, never of those it befell
PLURAL: Final = 1 << 79
POSSESSIVE: Final = 1 << 80
THAT: Final = 1 << 81
OF_THE: Final = 1 << 82  # "of the" before a number that was named before
OTHERS: Final = 1 << 83
EITHER: Final = 1 << 84  # "or"
NOT_ZERO: Final = 1 << 85  # nouns of which none is no figure: "no lives"
LABEL_LINK: Final = 1 << 86
SHORT_SCALE: Final = 1 << 87
BARE_SCALE: Final = 1 << 88
MORE: Final = 1 << 89
INFINITIVE: Final = 1 << 90
HONORIFIC: Final = 1 << 91
KIN_BEFORE: Final = 1 << 110
AGED: Final = 1 << 111  # "a girl of four"
CUSTODY: Final = 1 << 112
DENIED: Final = 1 << 113
REPORTED_TENSE: Final = 1 << 114
FINDS: Final = 1 << 116  # "found": says something where "that" follows, else it may be told by another
INVERTED: Final = 1 << 104  # "there fell": the verb stands before those it tells of
DIRECTION: Final = 1 << 105  # behind metres: "30m north"
AMONG: Final = 1 << 109  # "28 children among 76 killed"
UNDONE: Final = 1 << 106  # "two attempted murders"
WHOSE: Final = 1 << 107  # "whose": what follows is told of somebody else
THEM: Final = 1 << 108  # "and shot them": those counted before
HYPHEN: Final = 1 << 115  # a word written with a hyphen: it may be a number
ORDINAL: Final = 1 << 100  # an ending that makes an ordinal of the digits before it: "2e"
ONE_BODY: Final = 1 << 117  # "50% of his body": a share of one person
IN_CUSTODY: Final = 1 << 118
CUSTODY_PLACE: Final = 1 << 160  # "prison", "labour camps": who died inside died in custody
INSIDE: Final = 1 << 161  # "in", "at": before such a place
AMONG_THE: Final = 1 << 120  # "figurent parmi les 126 tués": parts of the number behind
POINTS_BACK: Final = 1 << 122  # "об этом": what was said before
NOBODY: Final = 1 << 121  # a word for none that is a pronoun: of whom nothing is counted
GROUP_SIZE: Final = 1 << 123  # "in batches of": how many at a time
SOME_OF: Final = 1 << 140  # "some of whom": what follows befell not all of those counted
RANGES: Final = 1 << 142  # "estimates range from 20 to 30": the accounts themselves speak
MARGIN: Final = 1 << 141  # "+/-": what follows is how far off a figure may be
VICTIMS: Final = 1 << 124  # "victims": what befell them is told beside it
INVERTS: Final = 1 << 126  # a verb of saying that may stand before its speaker behind a comma: ", reported the Post"
ADMITS: Final = 1 << 132  # "acknowledge": denies behind a word that refuses
REFUSES: Final = 1 << 128  # "refused", "has yet": what is not done
INSISTS: Final = 1 << 129  # "insisted": denies before a negation
LESSENS: Final = 1 << 130  # "only", "lower": what is insisted on is less than others say
OFFICIALLY: Final = 1 << 131  # "officially": a figure is told so by who is in charge
OF_THEM_NUMBER: Final = 1 << 119  # a number word that means so many of them: "ikisi"
KIND: Final = 1 << 133  # "female", "identified": what some of the dead are, or what was done with them
RATIO: Final = 1 << 156  # "in", "out of": between the sides of a ratio, "one in nine"
EACH: Final = 1 << 157  # "for every": behind one side of a ratio
CHANGE: Final = 1 << 159  # "increase": behind a share or before "of", no count of anybody
DOER: Final = 1 << 158  # "attackers": those of whom a line of a box tells how many they were
SETTLES: Final = 1 << 125  # "settled on", "arrive at": a verb behind which a figure alone is one more figure
RIVAL: Final = 1 << 152  # "up from", "rather than": before the figure that another took the place of
NAMING: Final = 1 << 92  # "calls it", "known as"
AGENT: Final = 1 << 93  # "by": who said what a passive tells
ACCOUNT: Final = 1 << 94  # a noun for what somebody states: "allegations", "estimate"
VIA: Final = 1 << 95  # "quoted", "cited": one speaker through another
WHO: Final = 1 << 96
CHARGE: Final = 1 << 97  # "charged with", "found guilty of": a court speaks
VERDICT: Final = 1 << 101
SAID_NUMBER: Final = 1 << 102  # "estimated 700 dead": the number's words hold the verb of saying
NEITHER: Final = 1 << 103  # "neither of the two": nothing befell those counted
FRAME: Final = 1 << 98  # "an act of", "a policy of": stands before the name for an event
WEAK_DENIAL: Final = 1 << 99  # denies when what it is about was stated
LATTER: Final = 1 << 144  # "of the latter": of the last told, though it is a part itself
OF_RELATIVE: Final = 1 << 145  # "of whom": of those right before it
TOTALLED: Final = 1 << 146  # "in all", "altogether": the figure beside it is the total of others
BRINGS: Final = 1 << 147  # "bringing the toll to": those told before are among the total behind
FIRST: Final = 1 << 148  # "the first two killed": some of those told before
STILL: Final = 1 << 149  # "1,600 remain missing": some of those told before
FATAL: Final = 1 << 153  # "six of them fatally"
FALLS: Final = 1 << 154  # "fell": told of people alone
REVISES: Final = 1 << 134  # "raised the toll to 11": says where a toll follows
SPLIT_VERB: Final = 1 << 150  # "beat two men to death": a verb whose end stands behind its object
SPLIT_END: Final = 1 << 151
NAME: Final = 1 << 59  # a capitalised word that the language file does not know

TRIGGER: Final = STRONG | WEAK | TRANSITIVE | INTRANSITIVE | ADJECTIVE | OF_NOUN | TOTAL

EFFECT_ROLES: Final = {
    "transitive": TRANSITIVE,
    "intransitive": INTRANSITIVE,
    "adjective": ADJECTIVE,
    "strong_noun": STRONG,
    "weak_noun": WEAK,
    "of_noun": OF_NOUN,
    "total_noun": TOTAL,
    "group_of": GROUP_OF,
    "inverted": INVERTED,
    "split_verb": SPLIT_VERB,
    "falls": FALLS,
    "split_end": SPLIT_END,
    "two_effects": TWO_EFFECTS,
}
LIST_ROLES: Final = {
    ("verbs", "be"): BE,
    ("verbs", "have"): HAVE,
    ("verbs", "remain"): REMAIN,
    ("verbs", "amount"): AMOUNT,
    ("verbs", "causative"): CAUSATIVE,
    ("verbs", "counters"): COUNTER,
    ("verbs", "figures"): FIGURE,
    ("verbs", "suffered"): SUFFERED,
    ("verbs", "settles"): SETTLES,
    ("skip", "kinds"): KIND,
    ("not_counted", "ratio"): RATIO,
    ("not_counted", "for_each"): EACH,
    ("not_counted", "doers"): DOER,
    ("not_counted", "changes"): CHANGE,
    ("verbs", "rival_before"): RIVAL,
    ("skip", "adverbs"): ADVERB,
    ("skip", "determiners"): DETERMINER,
    ("skip", "prepositions"): PREPOSITION,
    ("skip", "conjunctions"): CONJUNCTION,
    ("skip", "boundaries"): BOUNDARY,
    ("skip", "relatives"): RELATIVE,
    ("skip", "pronouns"): PRONOUN,
    ("skip", "parts_open"): PARTS_OPEN,
    ("skip", "fatal_manner"): FATAL,
    ("grammar", "falls_otherwise"): 0,
    ("skip", "parts_after"): PARTS_AFTER,
    ("skip", "separately"): SEPARATELY,
    ("speech", "says"): SAYS,
    ("speech", "according_to"): ACCORDING,
    ("speech", "hearsay"): HEARSAY,
    ("speech", "doubt"): DOUBT,
    ("speech", "denies"): DENIES,
    ("speech", "titles"): TITLE,
    ("speech", "honorifics"): HONORIFIC,
    ("speech", "agents"): AGENT,
    ("speech", "accounts"): ACCOUNT,
    ("speech", "ranges"): RANGES,
    ("speech", "via"): VIA,
    ("speech", "revises"): REVISES,
    ("speech", "finds"): FINDS,
    ("speech", "inverts"): INVERTS,
    ("speech", "officially"): OFFICIALLY,
    ("speech", "admits"): ADMITS,
    ("speech", "refusals"): REFUSES,
    ("speech", "insists"): INSISTS,
    ("speech", "lessens"): LESSENS,
    ("speech", "not_speech"): 0,
    ("speech", "untrue"): 0,
    ("speech", "distrusts"): 0,
    ("speech", "upheld"): 0,
    ("speech", "leaves_out"): 0,
    ("speech", "who"): WHO,
    ("speech", "charges"): CHARGE,
    ("speech", "verdicts"): VERDICT,
    ("speech", "denies_stated"): WEAK_DENIAL,
    ("speech", "denial_nouns"): DENIAL_NOUN,
    ("speech", "denial_phrases"): DENIAL_PHRASE,
    ("not_counted", "measure"): MEASURE,
    ("not_counted", "identifier_before"): IDENTIFIER,
    ("not_counted", "age_before"): AGE_BEFORE,
    ("not_counted", "age_after"): AGE_AFTER,
    ("not_counted", "money_after"): MONEY_AFTER,
    ("not_counted", "money_before"): MONEY_BEFORE,
    ("not_counted", "after_one_of"): NOT_AFTER_ONE,
    ("not_counted", "perpetrator_number"): STRENGTH,
    ("not_counted", "kin_before"): KIN_BEFORE,
    ("not_counted", "aged"): AGED,
    ("not_counted", "one_body"): ONE_BODY,
    ("not_counted", "troops"): TROOP,
    ("not_counted", "directions"): DIRECTION,
    ("not_counted", "undone"): UNDONE,
    ("not_counted", "group_sizes"): GROUP_SIZE,
    ("grammar", "victims"): VICTIMS,
    ("grammar", "totalled"): TOTALLED,
    ("grammar", "latter"): LATTER,
    ("grammar", "genitive_relatives"): OF_RELATIVE,
    ("grammar", "brings_total"): BRINGS,
    ("grammar", "firsts"): FIRST,
    ("grammar", "still"): STILL,
    ("grammar", "some_of"): SOME_OF,
    ("not_counted", "margins"): MARGIN,
    ("grammar", "custody"): CUSTODY,
    ("grammar", "in_custody"): IN_CUSTODY,
    ("grammar", "custody_places"): CUSTODY_PLACE,
    ("grammar", "inside"): INSIDE,
    ("grammar", "where"): WHERE,
    ("grammar", "treated"): TREATED,
    ("grammar", "companions"): COMPANION,
    ("grammar", "among_the"): AMONG_THE,
    ("numbers", "nobody"): NOBODY,
    ("speech", "points_back"): POINTS_BACK,
    ("grammar", "ordinal_endings"): ORDINAL,
    ("numbers", "of_them"): OF_THEM_NUMBER,
    ("grammar", "among"): AMONG,
    ("grammar", "whose"): WHOSE,
    ("grammar", "object_pronouns"): THEM,
    ("grammar", "reported_tense"): REPORTED_TENSE,
    ("speech", "denied"): DENIED,
    ("numbers", "none"): NONE,
    ("numbers", "percent"): PERCENT,
    ("numbers", "half"): HALF,
    ("numbers", "escalating"): ESCALATING,
    ("numbers", "range_between"): OPENS_RANGE,
    ("numbers", "range_from"): OPENS_RANGE,
    ("numbers", "a"): INDEFINITE,
    ("dates", "weekdays"): WEEKDAY,
    ("dates", "as_of"): AS_OF,
    ("keep", "between"): KEEP,
    ("labels", "nouns"): LABEL,
    ("labels", "loose"): LOOSE_LABEL,
    ("speech", "according_after"): ACCORDING_AFTER,
    ("grammar", "genitive"): OF,
    ("grammar", "genitive_pronouns"): OF | OF_PRONOUN,
    ("grammar", "anaphors"): ANAPHOR,
    ("grammar", "negations"): NEGATION,
    ("grammar", "neither"): NEITHER,
    ("grammar", "compares"): COMPARES,
    ("grammar", "articles"): ARTICLE,
    ("grammar", "name_links"): NAME_LINK,
    ("grammar", "third_person"): THIRD_PERSON,
    ("grammar", "not_speakers"): NOT_SPEAKER,
    ("grammar", "before_years"): BEFORE_YEAR,
    ("grammar", "complementisers"): THAT,
    ("grammar", "one"): ONE,
    ("grammar", "genitive_definite"): OF | OF_THE,
    ("grammar", "others"): OTHERS,
    ("grammar", "alternatives"): EITHER,
    ("grammar", "more"): MORE,
    ("grammar", "infinitive_marks"): INFINITIVE,
    ("numbers", "not_zero"): NOT_ZERO,
    ("numbers", "short_scales"): SHORT_SCALE,
    ("numbers", "bare_scales"): BARE_SCALE,
    ("labels", "links"): LABEL_LINK,
    ("labels", "frames"): FRAME,
    ("labels", "naming"): NAMING,
}


@dataclass(frozen=True, slots=True)
class Word:
    """What the language file says of one word or phrase: its roles, and what it stands for in them."""

    roles: int = 0
    effects: tuple[tuple[int, str], ...] = ()
    unit: str | None = None
    value: float | None = None
    qualifier: str | None = None

    def effect_as(self, role: int) -> str | None:
        """Gives the effect that the word tells in one of these roles, or None."""
        return next((effect for bit, effect in self.effects if bit & role), None)
