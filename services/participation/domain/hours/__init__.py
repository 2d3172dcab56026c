"""Service: shifts, and the double-entry ledger of minutes given."""
