"""What the background worker does for chains."""

from __future__ import annotations

from datetime import date

from django_tasks import task


@task()
def propose_for_register(chain_pk: int, user_pk: int, today: str) -> None:
    """Propose placements for a whole register, as the person who asked; their right is looked at again."""
    from zoneworks.accounts.access import Scope
    from zoneworks.accounts.models import User
    from zoneworks.chains.models import Chain
    from zoneworks.chains.services import propose_placements

    chain, user = Chain.objects.select_related("zone").get(pk=chain_pk), User.objects.get(pk=user_pk)
    propose_placements(scope=Scope(user), chain=chain, today=date.fromisoformat(today))
