"""利益表达 Expression: topics are raised, screened, deliberated, resolved, done and confirmed."""
