"""Measuring Etalase beside a bare Django view and stock Oscar, in one run on one machine.

Each site runs in a worker process of its own and is called through its WSGI application, without a network in
between; the controller asks the workers in turn, so that a slower minute of the machine slows all alike.
"""
