"""Line numbers of keys in a TOML text."""

from __future__ import annotations

from astra_billing.wire.lines import key_lines, line_of


def test_tables_of_tables_are_counted_inside_their_own_parent() -> None:
    """Each account counts its services from zero."""
    text = "[[a]]\n[[a.s]]\nx = 1\n[[a.s]]\n[[a]]\n[[a.s]]\nx = 2\n[a.s.t]\ny = 1\n"

    lines = key_lines(text)

    assert lines["a[0].s[0].x"] == 3
    assert lines["a[1].s[0].x"] == 7
    assert lines["a[1].s[0].t.y"] == 9


def test_a_key_without_a_line_has_the_line_of_the_table_around_it() -> None:
    """A missing key is looked for where it should have been."""
    lines = key_lines('title = "x"\n[[accounts]]\nid = "a"\n')

    assert line_of("accounts[0].currency", lines) == 2
    assert line_of("title.ru", lines) == 1
    assert line_of("starts_on", lines) is None
