"""stripe-mock: Stripe's own stand-in for its API, for the contract tests of the card gateway."""

import os
import signal

from .downloads import lay_out
from .errors import NotAnswering
from .go_programs import GoProgram
from .loopback import HOST, http_get
from .places import Place
from .processes import Launch

PROGRAM = GoProgram("stripe-mock", "stripe-mock", "github.com/stripe/stripe-mock@latest")


class StripeMock:
    """A server without memory: it checks requests against Stripe's API description and answers examples."""

    name = "stripe-mock"
    start_seconds = 30.0
    stop_signal = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Build it with Go into the cache, unless it is there."""
        PROGRAM.obtain(place)

    def launch(self, place: Place, port: int) -> Launch:
        """Lay out the program where its account can run it, and return the command."""
        folder = place.data / self.name
        lay_out(place.cache / self.name, folder)
        # It listens for HTTPS as well, at a port of its choice unless told: two checkouts would both want it.
        command = [f"{folder}/{PROGRAM.program}", "-http-addr", f"{HOST}:{port}", "-https-addr", f"{HOST}:0"]
        return Launch(command=command, environment={"PATH": os.defpath}, directory=folder)

    def version(self, place: Place, port: int) -> str:
        """Return its version, after a charge was listed."""
        answer = http_get(port, "/v1/charges", {"Authorization": "Bearer sk_test_123"})
        if answer.status != 200:
            raise NotAnswering(f"listing charges gave {answer.status}")
        return PROGRAM.version(place.data / self.name)

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the base address that stands in for Stripe's."""
        return {"STRIPE_API_BASE": f"http://{HOST}:{port}"}
