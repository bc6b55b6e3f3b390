"""Markup: what comes from data never becomes markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from astra_billing.views import STYLE, escape, picture, record_table, styled, table, tag

EVIL = "<script>alert('x')</script>\"&"


def test_text_from_data_is_escaped_in_elements_and_attributes() -> None:
    """A service may be called what it likes."""
    assert "<script>" not in tag("p", escape(EVIL), title=EVIL)
    assert ET.fromstring(tag("p", escape(EVIL), title=EVIL)).attrib["title"] == EVIL  # noqa: S314  # our own text


def test_attribute_names_may_need_python_spelling() -> None:
    """`class_` is `class` and `aria_label` is `aria-label`."""
    assert tag("a", class_="x", aria_label="y") == '<a class="x" aria-label="y"></a>'


def test_a_table_escapes_heads_and_cells() -> None:
    """Both may come from data."""
    assert "<script>" not in table([EVIL], [[EVIL]])


def test_no_records_make_an_empty_table() -> None:
    """Nothing to show is shown as nothing, not as a fault."""
    assert record_table([]) == '<table class="astra"><thead><tr></tr></thead><tbody></tbody></table>'


def test_a_picture_can_be_read_aloud() -> None:
    """Who cannot see it hears its title and its description."""
    svg = ET.fromstring(picture("", size=(10, 20), title=EVIL, description="Two bars"))  # noqa: S314
    spoken = {child.tag.rpartition("}")[2]: child.text for child in svg}
    assert (svg.attrib["role"], svg.attrib["aria-label"], svg.attrib["viewBox"]) == ("img", EVIL, "0 0 10 20")
    assert spoken == {"title": EVIL, "desc": "Two bars"}


def test_a_picture_without_a_description_has_none() -> None:
    """An empty description would be read as one."""
    assert "<desc>" not in picture("", size=(1, 1), title="t")


def test_the_style_fetches_nothing() -> None:
    """A report is read offline."""
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_a_styled_view_brings_its_style_along() -> None:
    """A notebook's cell stands alone."""
    assert styled("<b></b>") == f'<div class="astra-view"><style>{STYLE}</style><b></b></div>'
