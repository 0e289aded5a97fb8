"""How a small judge of entailment is trained; nothing here is needed to use one."""
