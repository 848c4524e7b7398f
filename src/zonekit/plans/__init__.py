"""Progress, lights and roll-up of a plan as pure functions of the facts known on a date."""
