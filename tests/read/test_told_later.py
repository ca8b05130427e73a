"""What befell those counted in the end: behind a relative clause, behind a participle, behind an adjective."""

import pytest
from reader_scene import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Another 70 men who had been arrested in Ardel were killed.", ("killed", "70")),
        ("Twelve students who had been detained in May were shot dead in June.", ("killed", "Twelve")),
        ("The 31 women who fled from Orrin have been found dead.", ("killed", "31")),
        ("Three people who were injured in the blast have since died.", ("killed", "Three")),
        ("Fifteen farmers, who had been rounded up the day before, were shot.", ("killed", "Fifteen")),
        ("Eight herders taken hostage last week were beheaded on Friday.", ("killed", "Eight")),
        ("One of those wounded in the clash, the baker Tolm, died.", ("killed", "One")),
        ("Five hundred were rounded up and deported.", ("displaced", "Five hundred")),
    ],
)
def test_the_main_clause_tells_what_befell_them(text: str, told: tuple[str, str]) -> None:
    """What a relative clause or a participle tells came before; the main clause behind it tells the effect."""
    assert figures(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three wounded men had died in hospital.", ("killed", "Three")),
        ("Six kidnapped teachers were found dead near Ardel.", ("killed", "Six")),
        ("Six kidnapped teachers were freed near Ardel.", ("released", "Six")),
        ("The camp houses thousands of herders who fled from Tolan to escape the fire.", ("displaced", "thousands")),
        ("Five injured clerks were taken away by car.", ("injured", "Five")),
        ("Some 60 displaced farmers drowned when the ferry sank.", ("killed", "Some 60")),
        ("Six dead victims were found.", ("killed", "Six")),
    ],
)
def test_an_adjective_holds_until_a_death_is_told(text: str, told: tuple[str, str]) -> None:
    """The wounded who died are dead and captives who were freed are free; the wounded who were led off are wounded."""
    assert figures(text) == [told]
