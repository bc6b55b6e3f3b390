"""What is thrown: numbers with slips, characters that look alike, forms, files, and any text at all."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from astra_billing.payers import FIELD_NAMES
from astra_billing.testing.strategies.requisites import corrupted
from tests.payers.numbers.kinds import DRAWN

WORDS = (
    "RU",
    "DE",
    "россия",
    "legal_entity",
    "ИП",
    "individual",
    "да",
    "нет",
    "01.01.2020",
    "2000-12-01",
    "email, post",
)
SLIPS = [corrupted(drawn, lambda _: False) for drawn in DRAWN.values()]
LOOKALIKES = st.text("0123456789 ABCXАВСХОЗоIlO-\N{EN DASH}\N{EM DASH}№+()@.٣²\u00a0\u200b\ufeff", max_size=24)
TEXTS = st.one_of(st.text(max_size=40), LOOKALIKES, *DRAWN.values(), *SLIPS, st.sampled_from(WORDS))
NAMES_OF_FIELDS = st.sampled_from(FIELD_NAMES) | st.text(max_size=8)
FORMS = st.dictionaries(NAMES_OF_FIELDS, TEXTS, max_size=14)
PLAIN_VALUES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(
    PLAIN_VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES_OF_FIELDS, inner, max_size=6),
    max_leaves=12,
)
RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕИНОСь -.", max_size=14)
FULL = st.lists(RUSSIAN.map(str.title), min_size=3, max_size=3).map(" ".join)
CELLS = st.one_of(TEXTS, st.sampled_from(FIELD_NAMES), st.sampled_from(("ИНН", "Юридический адрес: Город", '"', "")))
LINES = st.lists(CELLS, max_size=6).map(",".join)
TABLES = st.builds(lambda head, rows: "\n".join([head, *rows]), LINES, st.lists(LINES, max_size=5))
TOML_LINES = st.builds(lambda name, value: f"{name} = {json.dumps(value)}", NAMES_OF_FIELDS, PLAIN_VALUES)
FILES = st.one_of(
    st.text(max_size=80),
    TABLES,
    VALUES.map(json.dumps),
    st.lists(TOML_LINES | st.just("[[payers]]"), max_size=8).map("\n".join),
)
