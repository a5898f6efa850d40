"""What a bare name of several currencies means: by its language, by what the text names, by the country it names."""

import pytest

from tradeview.prose import read_figures


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("$5 billion", ["USD"]),
        ("A$5 billion, then $6 billion", ["AUD", "AUD"]),
        ("$6 billion, or A$5 billion", ["AUD", "AUD"]),
        ("A$5 billion, C$3 billion, then $6 billion", ["AUD", "CAD", "USD"]),
        ("US$5 billion, A$5 billion, then $6 billion", ["USD", "AUD", "USD"]),
        ("Exports of Canada were 5 billion dollars", ["USD"]),
        ("exports of 5 billion pounds", ["GBP"]),
        ("exports of Egypt of 5 billion pounds", ["EGP"]),
        ("exports of 5 billion Egyptian pounds and imports of 6 billion pounds", ["EGP", "EGP"]),
        ("imports of Pakistan were 5 billion rupees", ["PKR"]),
        ("imports of Pakistan and Nepal were 5 billion rupees", ["INR"]),
        ("les importations du Maroc, 5 milliards de dirhams", ["MAD"]),
        ("本港出口貨值3,477億元", ["HKD"]),
        ("el gasto fue de $1.2 billones de pesos", ["MXN"]),
        ("el gasto de Chile fue de $900.000 millones de pesos", ["CLP"]),
        ("las ventas de Colombia sumaron $5,2 billones de pesos", ["COP"]),
        ("en Argentina se pagaron $500 millones de pesos", ["ARS"]),
        ("exports of the Philippines were $500 million pesos", ["PHP"]),
        ("pagó $500 millones de pesos y $20 millones de dólares", ["MXN", "USD"]),
    ],
)
def test_a_bare_name_means_what_the_text_points_to(text: str, codes: list[str]) -> None:
    assert read_figures(text)["currency"].tolist() == codes


def test_what_is_decided_stays_assumed() -> None:
    assert read_figures("A$5 billion, then $6 billion")["assumed"].tolist() == [False, True]
    assert read_figures("exports of Egypt of 5 billion pounds")["assumed"].tolist() == [True]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("US$5 billion in 2024, against 4 billion in 2023", [5e9, 4e9]),
        ("300 million or 30 crore dollars", [3e8, 3e8]),
        ("615 crore (6.15 billion) dollars", [6.15e9, 6.15e9]),
        ("US635.5 million (RM2 billion)", [2e9]),
        ("US$5 billion, and 4 billion people", [5e9]),
        ("US$5 billion for 3 million tonnes", [5e9]),
        ("4 billion in 2023", []),
        ("5,7 milliards de dollars en 2024, contre 5,1 milliards en 2023", [5.7e9, 5.1e9]),
        ("5,7 milliards de dollars pour 3 millions de tonnes", [5.7e9]),
    ],
)
def test_an_amount_without_a_currency_has_that_of_its_sentence(text: str, values: list[float]) -> None:
    found = read_figures(text)
    assert found["value"].tolist() == values
    assert found["assumed"].tolist()[1:] in ([], [True], [False])
    assert found["currency"].nunique() <= 1
