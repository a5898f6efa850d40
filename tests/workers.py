"""Which tests one worker runs: those that share what takes long to make.

pytest-xdist has marks for this (`--dist loadgroup`), which its version 3.8 loses under pytest 9.2 without a word. So
tests are told apart by their ids, which are all that is known where they are handed out.
"""

from xdist.scheduler import LoadScopeScheduling

SPARK = "spark"


class SharedScheduling(LoadScopeScheduling):
    """Keeps together the tests of a file, which share its fixtures, and all tests on Spark, which share one cluster."""

    def _split_scope(self, nodeid: str) -> str:
        return SPARK if SPARK in nodeid else nodeid.split("::", maxsplit=1)[0]
