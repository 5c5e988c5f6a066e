"""Where private files lie: outside MEDIA_ROOT, so that no web server can hand one out by its path."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFileSystemStorage(FileSystemStorage):
    """Files without an address: they are read through a view that checks who asks."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A private file has no address; link to its document's page instead.")


def private_storage() -> Storage:
    """The storage that `STORAGES["private"]` names; a callable so that migrations do not freeze it."""
    return storages["private"]
