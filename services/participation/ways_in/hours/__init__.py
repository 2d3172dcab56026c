"""Ways in to shifts and the hours ledger."""
