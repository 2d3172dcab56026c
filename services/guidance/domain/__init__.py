"""What guidance decides, without database, clock or network."""
