from .meaning import Meaning, Weighed
from .verdicts import Assessed, assess_claim, decide, judge, statements

__all__ = ["Assessed", "Meaning", "Weighed", "assess_claim", "decide", "judge", "statements"]
