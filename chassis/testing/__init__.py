"""What tests of a service need: a store in memory, tokens, builders."""
