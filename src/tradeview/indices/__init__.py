"""The canon of trade indices: each a function of a trade table, one code for every engine that Narwhals supports.

By product: `advantage` sets exports against the world's, `balance` against imports, `intra_industry` says how far both
are the same; `penetration` counts the markets reached. By pair: `orientation` says where trade goes, `structure` how
well sellers and buyers match, `margins` whether trade is broad or deep. By economy: `concentration` says how much rests
on how little, `market_share` what made exports grow, `openness` how large trade is beside output.

An index whose divisor is empty is missing: never 0, 1 or infinite. Nothing is rounded. A function needs the columns
`period, reporter, partner, flow, commodity_code, value, currency` and no others.
"""

from typing import TYPE_CHECKING

from tradeview.indices.advantage import (
    additive_rca,
    bilateral_rca,
    normalised_rca,
    revealed_comparative_advantage,
    symmetric_rca,
)
from tradeview.indices.balance import lafay, michaely, trade_balance_index
from tradeview.indices.concentration import concentration, entropy
from tradeview.indices.intra_industry import grubel_lloyd, marginal_intra_industry
from tradeview.indices.margins import extensive_margin, intensive_margin
from tradeview.indices.market_share import constant_market_share
from tradeview.indices.openness import export_propensity, import_penetration, openness
from tradeview.indices.orientation import intra_regional_share, regional_orientation, trade_intensity, trade_share
from tradeview.indices.penetration import market_penetration
from tradeview.indices.structure import complementarity, diversification, similarity
from tradeview.public_names import list_and_answer

__all__ = [
    "additive_rca",
    "bilateral_rca",
    "complementarity",
    "concentration",
    "constant_market_share",
    "diversification",
    "entropy",
    "export_propensity",
    "extensive_margin",
    "grubel_lloyd",
    "import_penetration",
    "intensive_margin",
    "intra_regional_share",
    "lafay",
    "marginal_intra_industry",
    "market_penetration",
    "michaely",
    "normalised_rca",
    "openness",
    "regional_orientation",
    "revealed_comparative_advantage",
    "similarity",
    "symmetric_rca",
    "trade_balance_index",
    "trade_intensity",
    "trade_share",
]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("indices", __all__)
