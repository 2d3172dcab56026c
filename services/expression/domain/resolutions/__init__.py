"""What was resolved: on notice, objected to, carried out, and looked at again: 公示 to 复评."""
