"""What real texts in other languages do with numbers: rows before their verb, halves, ages and days that are listed."""

import pytest

from accounted.core.document import TextLayer
from accounted.read import read_text
from accounted.read.lexicon import load_lexicon
from accounted.read.numbers import read_quantity


def claims(code: str, text: str) -> list[tuple[str, float | None]]:
    """Reads a text, gives the effect and figure of each claim."""
    layer = TextLayer(document="x", text=text, extractor="plain-text", version="1")
    return [(claim.effect, claim.quantity.best) for claim in read_text(layer, language=code).claims]


def parts(code: str, text: str) -> list[tuple[float | None, bool]]:
    """Reads a text, gives the figure of each claim and whether it is part of another."""
    layer = TextLayer(document="x", text=text, extractor="plain-text", version="1")
    return [(claim.quantity.best, claim.part_of is not None) for claim in read_text(layer, language=code).claims]


@pytest.mark.parametrize(
    ("code", "words", "value"),
    [
        ("fr", "un million et demi", 1500000),
        ("fr", "deux millions et demi", 2500000),
        ("es", "dos millones y medio", 2500000),
        ("pt", "um milhão e meio", 1500000),
        ("en", "two and a half million", 2500000),
        ("ru", "два с половиной миллиона", 2500000),
        ("uk", "два з половиною мільйони", 2500000),
        ("pl", "dwa i pół miliona", 2500000),
        ("az", "iki milyon yarım", 2500000),
        ("hy", "երկու ու կես միլիոն", 2500000),
        ("ar", "مليون ونصف المليون", 1500000),
        ("ru", "3 тысячи 809", 3809),
        ("ru", "1 млн 200 тыс.", 1200000),
        ("tr", "3 bin 809", 3809),
        ("hy", "3 հազար 809", 3809),
        ("ar", "3 آلاف و809", 3809),
    ],
)
def test_and_a_half(code: str, words: str, value: float) -> None:
    """What is left of a number behind its scale is added: a half, hundreds in digits."""
    number = read_quantity(words, load_lexicon(code))
    assert number is not None
    assert number.best == value


@pytest.mark.parametrize(
    ("code", "words", "low", "high"),
    [
        ("fr", "20 à 30 000", 20000, 30000),
        ("fr", "de 100 à 200 000", 100000, 200000),
        ("es", "entre 200 000 y 150 000", 150000, 200000),
        ("en", "20 to 30,000", 20, 30000),
    ],
)
def test_ranges_as_languages_say_them(code: str, words: str, low: float, high: float) -> None:
    """Thousands said once hold for both ends where the language file says so; a range may be told from above."""
    number = read_quantity(words, load_lexicon(code))
    assert number is not None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("fr", "On confirme la mort d’au moins 30 personnes.", [("killed", 30)]),
        ("fr", "Les exécutions arbitraires d'environ 40 villageois.", [("executed_or_died_in_custody", 40)]),
        ("fr", "Le massacre d’une vingtaine de paysans.", [("killed", 20)]),
        ("fr", "Le bilan est fixé en 1950 à 11 342 morts.", [("killed", 11342)]),
        ("uk", "Загинули 48 дітей, ще 125 – поранені.", [("killed", 48), ("injured", 125)]),
        ("uk", "У Толані вбили 642 людей, у селі Ардель – 320.", [("killed", 642), ("killed", 320)]),
        (
            "de",
            "Die Zahl der getöteten Kinder sei auf sechs gestiegen, sieben weitere seien verletzt.",
            [("killed", 6), ("injured", 7)],
        ),
        ("de", "Tag 97 – über 400 Tote.", [("killed", 400)]),
        ("fr", "Au moins 68 enfants figurent parmi les 126 personnes tuées.", [("killed", 126), ("killed", 68)]),
        ("ar", "فقد 30 شخصا حياتهم.", [("killed", 30)]),
        ("ar", "إختفاء 18 طفلا و اصيب 20 شخصا.", [("missing", 18), ("injured", 20)]),
        ("ar", "لا أحد يعرف عدد شهداء المجزرة.", []),
        ("pt", "Os soldados executaram a tiros duas mulheres.", [("executed_or_died_in_custody", 2)]),
        ("pt", "Dois homens suspeitos de participação na chacina morreram.", [("killed", 2)]),
        ("hy", "Զոհված զինծառայողների ընդհանուր թիվը կազմում է 809 անձ։", [("killed", 809)]),
        ("tr", "Ölen sivillerden ikisinin öğrenci olduğu bildirildi.", [("killed", 2)]),
        ("pt", "9 pessoas foram assassinadas pela 6.ª Companhia.", [("killed", 9)]),
        ("es", "Hubo más de mil detenidos y cerca de 100 heridos.", [("detained", 1000), ("injured", 100)]),
        ("es", "Fueron más de 500 los cuerpos enterrados.", [("killed", 500)]),
        ("es", "Se contaron mil 491 detenidos.", [("detained", 1491)]),
        (
            "ru",
            "Погибли более 300 из 1128 заложников, в том числе 186 детей.",
            [("killed", 300), ("detained", 1128), ("killed", 186)],
        ),
        ("ru", "Погибли 130 человек (по данным союза – 174 человека).", [("killed", 130), ("killed", 174)]),
        ("fr", "Morts | 35 |", [("killed", 35)]),
    ],
)
def test_classes_of_the_second_half(code: str, text: str, told: list[tuple[str, float]]) -> None:
    """Elided words, dashes for verbs, totals before another clause, shares of a figure told behind them."""
    assert sorted(claims(code, text), key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("az", "Hücumda Ardeldə 5, Tolanda 8, Braskda isə 2 nəfər həlak olub.", [5, 8, 2]),
        ("tr", "Saldırıda Ardel'de 5, Tolan'da 8 kişi öldü.", [5, 8]),
        ("ru", "В первую зиму погибло 40 человек. Во вторую — от 6 до 10.", [40, None]),
        ("ru", "Солдаты убили четырех крестьян в Арделе и одного в Толане.", [4, 1]),
        ("hy", "Արդելում զոհվել է 12 մարդ, ավելի քան 40–ը՝ վիրավորվել։", [12, 40]),
    ],
)
def test_numbers_that_share_a_verb(code: str, text: str, told: list[float | None]) -> None:
    """A number alone takes the verb of those in its row, or of the sentence before where its own has none."""
    assert [figure for _, figure in claims(code, text)] == told


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("tr", "Saldırıda ikisi Tolan uyruklu 4 kişi öldü.", [(2, True), (4, False)]),
        ("az", "Hücumda ikisi uşaq 6 nəfər həlak olub.", [(2, True), (6, False)]),
        ("pt", "O ataque matou nove pessoas. Seis adultos e três crianças.", [(9, False), (6, True), (3, True)]),
        ("ru", "Погибла семья из четырех человек: муж, жена и двое детей.", [(4, False), (2, True)]),
        (
            "hy",
            "Արդելում կա 35 վիրավոր՝ 13 երեխա, 15 կին և 7 տղամարդ։",
            [(35, False), (13, True), (15, True), (7, True)],
        ),
        ("de", "Über 30 Menschen wurden getötet. Unter den Leichen sind 15 Kinder.", [(30, False), (15, True)]),
        ("es", "Hubo 50 muertos, de los que 9 fueron fusilados.", [(50, False), (9, True)]),
    ],
)
def test_parts(code: str, text: str, told: list[tuple[float | None, bool]]) -> None:
    """Parts before their total, behind a colon, in a sentence that is nothing but the parts of the one before."""
    assert parts(code, text) == told


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("es", "Entre el 10 y el 13 de diciembre los soldados mataron a 7 campesinos.", [7]),
        ("pl", "3–4 IX 1939 zabito 20 mieszkańców.", [20]),
        ("fr", "Selon le 2e bureau, 30 soldats ont été tués.", [30]),
        ("pt", "O rapaz teve 50% do corpo queimado; 3 pessoas morreram.", [3]),
        ("hy", "Զոհվել է 9 մարդ, այդ թվում՝ 13 և 15 տարեկան 2 պատանի։", [9, 2]),
        ("az", "Saat 13 radələrində 14 nəfər həlak olub.", [14]),
        ("ru", "Погибших никто не считал.", []),
        ("pl", "Żołnierze zabili ok. 200 mieszk. miasteczka.", [200]),
    ],
)
def test_what_counts_nobody(code: str, text: str, told: list[float]) -> None:
    """Days, ordinals, ages, hours and shares of one body are no figures; an abbreviation ends no sentence."""
    assert [figure for _, figure in claims(code, text)] == told


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Of 50 captives nine were executed, four survived.", "other"),
        ("uk", "Обстрілом пошкодили або знищили 18 будинків.", "damaged"),
        ("ar", "سجلت المنظمة وفاة 8 أشخاص في الحجز.", "executed_or_died_in_custody"),
        ("ru", "За год 12 человек умерли под стражей.", "executed_or_died_in_custody"),
        ("hy", "Արդելում կա 18 զոհ:", "killed"),
    ],
)
def test_effects(code: str, text: str, told: str) -> None:
    """Who survived is no part of the dead; of two verbs the weaker is told; a death in custody is one."""
    assert claims(code, text)[-1][0] == told


def test_a_verb_tells_of_the_number_behind_a_bracket() -> None:
    """Those whom the dead are counted out of were not killed."""
    told = claims("fr", "Sur un total de 900 combattants (500 gardes et 400 civils) 211 ont été tués.")
    assert [figure for effect, figure in told if effect == "killed"] == [211]


def test_relatives_of_the_dead_are_not_dead() -> None:
    """What is told in a genitive is told of others."""
    told = claims("es", "De las víctimas, 660 son familiares de personas asesinadas.")
    assert ("killed", 660) not in told


def test_armenian_ends_sentences_with_a_colon() -> None:
    """The full stop that Armenian keyboards write is a colon."""
    assert claims("hy", "Վիրավորվել է 7 մարդ: Ոստիկանությունը ձերբակալել է 3 մարդու:") == [
        ("injured", 7),
        ("detained", 3),
    ]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", "В Арделе погибли 5 жителей.\nОб этом сообщил глава области Павел Толан.", "глава области Павел Толан"),
        (
            "uk",
            "В Арделі загинули 5 жителів. Про це повідомив голова області Павло Толан.",
            "голова області Павло Толан",
        ),
        ("az", "Ardeldə 5 nəfər həlak olub. Bu barədə prokuror Kamran Tolan bildirib.", "prokuror Kamran Tolan"),
        ("hy", "Արդելում զոհվել է 5 մարդ։ Այս մասին հայտնում է Արդելի խորհուրդը։", "Արդելի խորհուրդը"),
        ("ru", "В Арделе погибли 5 жителей. Об этом помнят все.", None),
    ],
)
def test_who_said_what_stands_before(code: str, text: str, speaker: str | None) -> None:
    """A sentence that points back names the speaker of those before it."""
    layer = TextLayer(document="x", text=text, extractor="plain-text", version="1")
    assert [claim.speaker for claim in read_text(layer, language=code).claims] == [speaker]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("fr", "Le nombre de morts est passé de 64 à 94.", [("killed", 94)]),
        (
            "fr",
            "Plus de 9 000 personnes ont été tuées et plus de 23 000 autres ont été blessées.",
            [("killed", 9000), ("injured", 23000)],
        ),
        ("hy", "Զոհվել է մեկ, վիրավորվել 15 մարդ։", [("killed", 1), ("injured", 15)]),
        ("hy", "Զոհվել է մեկ", [("killed", 1)]),
        ("az", "Hadisədə 32 nəfər müxtəlif dərəcəli bədən xəsarətləri alıb.", [("injured", 32)]),
    ],
)
def test_second_figures_of_published_orders(code: str, text: str, found: list[tuple[str, float]]) -> None:
    """A change tells its end; a verb may stand before a bare number; harm may be got."""
    assert claims(code, text) == found


def test_a_scale_word_behind_a_range_scales_both_ends() -> None:
    """In "150-200 tys." both are thousands."""
    layer = TextLayer(
        document="x", text="W obozie wymordowano 150-200 tys. ludzi.", extractor="plain-text", version="1"
    )
    [claim] = read_text(layer, language="pl").claims
    assert (claim.quantity.low, claim.quantity.high) == (150000, 200000)
