"""The desk where dead letters are kept, looked at, mended, heard again or given up."""
