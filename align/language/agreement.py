"""Whether two things said can be true of the same matter."""

from enum import Enum


class Agreement(Enum):
    """How two quantities, or two names, relate."""

    SAME = "same"
    COMPATIBLE = "compatible"  # one is vaguer than the other, and they do not exclude each other
    DIFFERENT = "different"
    UNRELATED = "unrelated"  # not comparable: other kind, other unit, other thing counted
