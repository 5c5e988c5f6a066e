"""S3: Versity's gateway, a server that speaks S3 over a folder, for the storage of public uploads."""

import os
import signal

from .downloads import lay_out
from .errors import NotAnswering
from .go_programs import GoProgram
from .loopback import HOST, http_get
from .places import Place
from .processes import Launch

PROGRAM = GoProgram("s3", "versitygw", "github.com/versity/versitygw/cmd/versitygw@latest")
ACCESS, SECRET = "etalase", "only-for-tests"
#: The bucket of the printed address; a test makes one of its own and deletes it.
BUCKET = "etalase"


class S3:
    """A gateway to a folder of its own; what S3 keeps besides the bytes lies in a folder beside it."""

    name = "s3"
    start_seconds = 30.0
    stop_signal = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Build it with Go into the cache, unless it is there."""
        PROGRAM.obtain(place)

    def launch(self, place: Place, port: int) -> Launch:
        """Lay out the program and its folders where its account can use them, and return the command."""
        folder = place.data / self.name
        lay_out(place.cache / self.name, folder)
        for part in ("buckets", "beside"):
            (folder / part).mkdir(exist_ok=True)
            place.account.own(folder / part)
        command = [
            f"{folder}/{PROGRAM.program}",
            "--port",
            f"{HOST}:{port}",
            "--access",
            ACCESS,
            "--secret",
            SECRET,
        ]
        command += ["posix", "--sidecar", f"{folder}/beside", f"{folder}/buckets"]
        return Launch(command=command, environment={"PATH": os.defpath}, directory=folder)

    def version(self, place: Place, port: int) -> str:
        """Return its version, after it refused a stranger as S3 does."""
        answer = http_get(port, "/", {})
        if answer.status not in {200, 403}:
            raise NotAnswering(f"listing buckets gave {answer.status}")
        return PROGRAM.version(place.data / self.name)

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return an address in the form of the setting STORAGE_URL, under a name of its own."""
        endpoint = f"http://{HOST}:{port}"
        return {"S3_URL": f"s3://{ACCESS}:{SECRET}@{BUCKET}?region=us-east-1&endpoint={endpoint}"}
