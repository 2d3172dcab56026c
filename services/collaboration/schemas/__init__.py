"""What is sent to collaboration and what it shows, at the HTTP edge."""
