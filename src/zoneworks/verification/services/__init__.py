"""What the supervision office states beside what units report: rulings on lights, samples, findings of checks.

Each verb is keyword-only, runs in one transaction, takes the scope of the person, tells the audit record, and raises
`zoneworks.common.errors.Refused` with a sentence. All of them append: a later statement stands instead of an earlier
one. `submission` names the form that was sent; the same form sent again changes nothing.
"""

from zoneworks.verification.services.answering import answer_check
from zoneworks.verification.services.checks import record_check
from zoneworks.verification.services.draws import draw_sample
from zoneworks.verification.services.rulings import rule_light, withdraw_ruling

__all__ = ["answer_check", "draw_sample", "record_check", "rule_light", "withdraw_ruling"]
