"""What the command line prints of decisions, rules, positions, events and editions: tables, or JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from accounted.core.decision import Assessment, Consent, Decision, Search, Term, standing
from accounted.core.edition import EditionDifference
from accounted.core.outcome import Refusal, SetAside, WrongUsage
from accounted.core.plain import to_plain
from accounted.core.rule import RuleResult
from accounted.project import Holdings, Reconciled, answer_words, explain_rules
from accounted.terminal import DONE, SET_ASIDE, as_line, next_step, out, print_set_aside

_MOST: Final = 60
_NOTE: Final = "Each number is its rule’s. The program does not decide which rule or figure is right."


def decided(made: Decision, *, as_json: bool) -> None:
    """Takes a decision that was kept, prints it with its id, by which it can be undone."""
    if as_json:
        as_line(to_plain(made))
        return
    out().print(escape(_sentence(made)), soft_wrap=True)
    next_step(f"accounted undo {made.id}" if made.value else "accounted decisions")


def joined(made: Sequence[Decision], *, as_json: bool) -> None:
    """Takes decisions on rows that were kept together, prints them with the ids by which they can be undone."""
    if as_json:
        as_line([to_plain(one) for one in made])
        return
    for one in made:
        out().print(escape(_sentence(one)), soft_wrap=True)
    if any(one.value for one in made):
        out().print(
            escape("To take it back: accounted persons undo " + " ".join(one.id for one in made)), soft_wrap=True
        )
    next_step("accounted link")


def _sentence(one: Decision) -> str:
    what = f"takes back {one.undoes}" if one.undoes and not one.value else f"{one.kind}: {one.value}"
    why = f" ({one.why})" if one.why else ""
    return f"{one.id}  {one.when[:10]}  {one.by}: {what}, on {', '.join(one.about)}{why}"


def assessed(made: Assessment, *, as_json: bool) -> None:
    """Takes an assessment that was kept, prints it."""
    if as_json:
        as_line(to_plain(made))
        return
    out().print(escape(_assessment(made)), soft_wrap=True)
    next_step("accounted rules")


def _assessment(one: Assessment) -> str:
    why = f" ({one.why})" if one.why else ""
    return f"{one.id}  {one.when[:10]}  {one.by}: {one.of} {one.about} assessed “{one.value}”{why}"


def history(held: Holdings, *, as_json: bool) -> None:
    """Takes what is held, prints every decision and assessment, oldest first; those undone are marked."""
    if as_json:
        as_line({"decisions": to_plain(held.decisions), "assessments": to_plain(held.assessments)})
        return
    stand = {one.id for one in standing(held.decisions)}
    for one in sorted(held.decisions, key=lambda one: (one.when, one.id)):
        mark = "" if one.id in stand or not one.value else "undone  "
        out().print(escape(f"{mark}{_sentence(one)}"), soft_wrap=True)
    for told in sorted(held.assessments, key=lambda one: (one.when, one.id)):
        out().print(escape(_assessment(told)), soft_wrap=True)
    out().print(f"{len(held.decisions)} decisions, {len(held.assessments)} assessments.")


def noted(made: Term | Search | Consent, *, as_json: bool) -> None:
    """Takes a term, a search or a consent that was kept, prints it; of a consent not who gave it."""
    if as_json:
        as_line(to_plain(made))
        return
    out().print(escape(_noted(made)), soft_wrap=True)
    next_step("accounted publish")


def _noted(made: Term | Search | Consent) -> str:
    if isinstance(made, Term):
        return f"{made.term}: {made.meaning} (version {made.version})"
    if isinstance(made, Consent):
        withdrawn = f"; withdrawn {made.withdrawn[:10]}" if made.withdrawn else ""
        return f"Consent on {made.about} for {', '.join(made.purposes)}, given {made.given[:10]}{withdrawn}"
    found = "not counted" if made.found is None else f"{made.found:,} found"
    return f"Searched {made.where} for “{made.words}”, {made.when[:10]}, by {made.by}: {found}"


def rules(made: Reconciled, *, explain: str | None, aside: SetAside | None, as_json: bool) -> int:
    """Takes what reconciling gave, prints each rule's figures by event and effect, gives 3 where a rule was set
    aside.
    """
    if aside is not None and not as_json:
        print_set_aside([aside])
    code = SET_ASIDE if aside is not None else DONE
    if explain:
        _explained(made.counted, explain, as_json=as_json)
    elif as_json:
        as_line({"inclusion": to_plain(made.inclusion), "rules": to_plain(made.counted)} | _aside(aside))
    else:
        _print_rules(made)
    return code


def _aside(aside: SetAside | None) -> dict[str, Any]:
    return {"set_aside": [to_plain(aside)] if aside else []}


def _print_rules(made: Reconciled) -> None:
    inclusion = made.inclusion.rule
    told = f"Counted under “{inclusion.name}”, version {inclusion.version}: {inclusion.text}"
    out().print(escape(f"{told} {len(made.inclusion.excluded)} figures are excluded, each with its reason."))
    groups: dict[tuple[str, str], list[RuleResult]] = {}
    for one in made.counted:
        groups.setdefault((one.event, one.effect), []).append(one)
    for (event, effect), some in groups.items():
        if all(isinstance(one.answer, Refusal) for one in some):
            continue
        out().print(f"\n[bold]{escape(event)}[/] · {effect.replace('_', ' ')}")
        table = _table("rule", "what it makes", "origins", "not assessed “confirm”")
        for one in some:
            flagged = f"{len(one.unconfirmed)} of {sum(t.used for t in one.taken)}"
            table.add_row(escape(one.rule.id), escape(answer_words(one)), str(one.origins), flagged)
        out().print(table)
    out().print(_NOTE)
    next_step("accounted rules --explain ucdp,acled")


def _explained(counted: Sequence[RuleResult], explain: str, *, as_json: bool) -> None:
    ids = [name.strip() for name in explain.split(",")]
    known = list(dict.fromkeys(one.rule.id for one in counted))
    if len(ids) != 2 or not set(ids) <= set(known):
        raise WrongUsage(
            where="--explain", found=explain, expected=f"two of {', '.join(known)}", advice="Part them by a comma."
        )
    found = explain_rules([one for one in counted if one.rule.id in ids])
    if as_json:
        as_line(to_plain(found))
        return
    for one in found:
        out().print(f"\n[bold]{escape(one.event)}[/] · {one.effect.replace('_', ' ')}")
        for sentence in one.numbers:
            out().print(escape(f"  {sentence}"), soft_wrap=True)
        for claim in one.claims[:_MOST]:
            out().print(escape(f"    {claim.claim}: {claim.one} | {claim.other}"), soft_wrap=True)


def positions(made: Reconciled, *, as_json: bool) -> None:
    """Takes what reconciling gave, prints positions by event, speaker and date, then names for events."""
    if as_json:
        as_line({"positions": to_plain(made.positions), "names": to_plain(made.names)})
        return
    table = _table("event", "speaker", "said on", "does", "words", "declared as")
    for one in made.positions:
        words = f"{one.words} (before: {one.before})" if one.before else one.words
        row = (one.event, one.speaker, one.said_on or "undated", one.act, f"{words} {one.effect}", one.declaration)
        table.add_row(*(escape(cell or "") for cell in row))
    out().print(table)
    names = _table("event", "name", "speaker", "said on", "stance")
    for use in made.names:
        told = (use.event, f"“{use.words}”", use.speaker, use.said_on or "undated", use.stance)
        names.add_row(*(escape(cell) for cell in told))
    out().print(names)
    next_step("accounted publish")


def events(made: Reconciled, *, as_json: bool) -> None:
    """Takes what reconciling gave, prints events, how they nest, what may be one, and what sets columns apart."""
    if as_json:
        told = {name: to_plain(getattr(made, name)) for name in ("nested", "proposed", "scopes")}
        as_line({"events": list(dict.fromkeys(one.event for one in made.comparisons))} | told)
        return
    by_event: dict[str, int] = {}
    for comparison in made.comparisons:
        by_event[comparison.event] = by_event.get(comparison.event, 0) + len(comparison.claims)
    for event, figures in by_event.items():
        out().print(escape(f"{event}: {figures:,} figures"), soft_wrap=True)
    for nesting in made.nested:
        out().print(escape(f"decided: {nesting.one} {nesting.term} {nesting.other}"), soft_wrap=True)
    for link in made.proposed:
        reasons = "; ".join(link.reasons)
        out().print(escape(f"to decide ({link.proposed}): {link.one} / {link.other}: {reasons}"), soft_wrap=True)
    print_set_aside(made.set_aside)
    next_step("accounted decide nest 'EVENT' 'OTHER' --value 'part of'")


def editions(found: Sequence[EditionDifference], *, as_json: bool) -> int:
    """Takes the differences of two editions, prints each row that was added, removed or changed, gives 3 where rows
    were set aside.
    """
    aside = [told for one in found for told in one.set_aside]
    if as_json:
        as_line([to_plain(one) for one in found])
        return SET_ASIDE if aside else DONE
    for one in found:
        out().print(escape(f"{one.earlier} -> {one.later}, rows named by {', '.join(one.keys)}"), soft_wrap=True)
        for change in (*one.changed, *one.removed, *one.added):
            cells = "; ".join(f"{c.column}: “{c.earlier.quote}” -> “{c.later.quote}”" for c in change.cells)
            why = f" ({change.reason})" if change.reason else ""
            told = f"  {change.kind} {', '.join(change.key)}{': ' + cells if cells else ''}{why}"
            out().print(escape(told), soft_wrap=True)
        counts = f"{len(one.added):,} added, {len(one.removed):,} removed, {len(one.changed):,} changed"
        out().print(f"{counts}, {one.unchanged:,} unchanged.")
    print_set_aside(aside)
    return SET_ASIDE if aside else DONE


def written(path: Path, *, as_json: bool) -> None:
    """Takes the path of a template that was written, prints it and what comes next."""
    if as_json:
        as_line({"written": str(path)})
        return
    out().print(escape(f"written: {path}"), soft_wrap=True)
    next_step(f"accounted collect {path.name}")


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
