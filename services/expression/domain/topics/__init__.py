"""A topic from being raised to being decided on: 征集, 筛选, 讨论, and every voice kept."""
