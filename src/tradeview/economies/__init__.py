"""Names and codes of economies: ISO 3166 alpha-3 is what tables hold; any name, in any language, leads to it.

`code`, `name` and `alpha2` look one economy up; `m49` and `comtrade` give its numbers; `codes`, `from_comtrade` and
`from_wits` serve readers of files; `kind` and `is_group` tell countries from the rest; `groups`, `members` and `spells`
know who belonged to what in which year.
"""

from typing import TYPE_CHECKING

from tradeview.economies.codes import codes, comtrade, is_group, kind, m49
from tradeview.economies.groups import groups, members, spells
from tradeview.economies.lookup import alpha2, code, name
from tradeview.economies.mapping import from_comtrade, from_wits
from tradeview.public_names import list_and_answer

__all__ = [
    "alpha2",
    "code",
    "codes",
    "comtrade",
    "from_comtrade",
    "from_wits",
    "groups",
    "is_group",
    "kind",
    "m49",
    "members",
    "name",
    "spells",
]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("economies", __all__)
