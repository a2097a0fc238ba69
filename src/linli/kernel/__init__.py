"""What every module stands on: actor, action, decision, refusal, clock, scope, pages."""
