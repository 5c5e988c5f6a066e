"""Where a shop stands: its states, the moves between them, and the record of every move."""
