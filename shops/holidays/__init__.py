"""When a shop is on holiday: everyone is told, its products stay to be seen, and nothing needs review."""
