"""Registration of a business: one question a screen, kept on the server, handed to the office at the end."""
