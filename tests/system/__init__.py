"""Stories across all four services, each in processes of its own."""
