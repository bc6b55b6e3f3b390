"""
Which country a text names: an ISO 3166 code, or a name of Russia and its neighbours.

    >>> country_of("ru"), country_of("Российская Федерация"), country_of("Kazakhstan")
    ('RU', 'RU', 'KZ')
    >>> country_of("Atlantis") is None
    True

The codes are those of ISO 3166-1 alpha-2, as Unicode CLDR lists them without its own additions.
"""

from __future__ import annotations

from typing import Final

CODES: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905  # a list of 249 literals reads worse
)
"""Every country code of ISO 3166-1."""

_NAMES: Final = {
    "AM": ("армения", "armenia"),
    "AZ": ("азербайджан", "azerbaijan"),
    "BY": ("беларусь", "республика беларусь", "belarus"),
    "CN": ("китай", "china"),
    "DE": ("германия", "germany"),
    "GE": ("грузия", "georgia"),
    "KG": ("киргизия", "кыргызстан", "kyrgyzstan"),
    "KZ": ("казахстан", "республика казахстан", "kazakhstan"),
    "MD": ("молдова", "moldova"),
    "RU": ("россия", "российская федерация", "рф", "russia", "russian federation"),
    "TJ": ("таджикистан", "tajikistan"),
    "TM": ("туркменистан", "turkmenistan"),
    "TR": ("турция", "turkey"),
    "US": ("сша", "usa", "united states"),
    "UZ": ("узбекистан", "uzbekistan"),
}
_BY_NAME: Final = {name: code for code, names in _NAMES.items() for name in names}


def country_of(text: str) -> str | None:
    """The code of the country that a text names, None if it names none."""
    code = text.upper()
    return code if code in CODES else _BY_NAME.get(text.casefold())
