"""What builds up is seen early: near copies, rises, warnings, and what is owed for them."""
