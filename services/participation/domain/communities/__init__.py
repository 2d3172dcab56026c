"""What is special about a community: pilot rounds, and being found weak and put right."""
