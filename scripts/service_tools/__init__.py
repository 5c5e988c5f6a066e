"""The real services that development and tests use: found or installed, started, watched and stopped.

Standard library only, because this runs before the project's own environment exists. `cli` is the way in,
`supervisor` keeps the servers, and each service has a module of its own named after it.
"""
