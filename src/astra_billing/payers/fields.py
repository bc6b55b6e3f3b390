"""
`Field`: one field of a payer's form, described so that a form can be drawn from it.

    >>> field = Field("account", Block.ACCOUNTING, FieldKind.ACCOUNT, max_length=20)
    >>> field.label("ru"), field.hint("ru"), field.required
    ('Расчетный счет', '20 цифр', False)
    >>> field.full_label("en")
    'Accounting: Settlement account'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.payers.kinds import Block, FieldKind
from astra_billing.texts import codes, label, message

if TYPE_CHECKING:
    from astra_billing.texts import Lang

_KNOWN: Final = frozenset(codes())


@frozen
class Field:
    """
    A field of a form.

    Attributes:
        name: its name in a draft, a file and a fault.
        block: the part of the form it stands in.
        kind: what may be written into it.
        required: whether it must not stay empty; the star of the portal's form.
        max_length: the most characters it takes, as typed, spaces included.
        is_foreign: whether this is the form of another country, whose numbers are not checked.
        word: what its label and hint are listed under; its name, unless several fields share the words.
    """

    name: str
    block: Block
    kind: FieldKind = FieldKind.TEXT
    required: bool = field(default=False, kw_only=True)
    max_length: int = field(default=255, kw_only=True)
    is_foreign: bool = field(default=False, kw_only=True)
    word: str = field(default="", kw_only=True)

    def label(self, lang: Lang) -> str:
        """What the form calls the field, in the manual's own words."""
        return message(self._code("field"), lang)

    def full_label(self, lang: Lang) -> str:
        """The label with its block, which tells the two addresses apart."""
        return f"{label(self.block, lang)}: {self.label(lang)}"

    def hint(self, lang: Lang) -> str:
        """What to type, as the form hints (R27)."""
        return message(self._code("hint"), lang)

    def _code(self, table: str) -> str:
        plain = f"{table}.{self.word or self.name}"
        foreign = f"{plain}.foreign"
        return foreign if self.is_foreign and foreign in _KNOWN else plain
