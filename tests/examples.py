"""How many examples hypothesis draws for a test that is slow on each of them."""

from typing import Any

from hypothesis import settings

EVERY = 100  # examples that `make test` draws where nothing else is said


def examples(count: int, **options: Any) -> settings:
    """Draw so many examples in `make test`, and more in the same measure where the profile asks for more."""
    return settings(max_examples=count * settings().max_examples // EVERY, **options)
