"""What the replay does, act by act; each can be done again and then changes nothing."""
