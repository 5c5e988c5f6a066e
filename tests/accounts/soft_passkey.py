"""A passkey made of software: answers the challenges that a browser would hand to a real one."""

import hashlib
import json
import os
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN = "https://testserver"
#: Flags of the authenticator data: the user is present and was verified; for a new key, its data follows.
PRESENT_AND_VERIFIED = 0x01 | 0x04
HOLDS_KEY = 0x40


class SoftPasskey:
    """One discoverable ES256 key for the host `testserver` that verifies its user."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identifier = os.urandom(32)
        self.signatures = 0

    def register(self, creation_options: dict[str, Any]) -> dict[str, Any]:
        """The credential for `navigator.credentials.create`."""
        public_key = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        key_data = b"\0" * 16 + struct.pack(">H", len(self.identifier)) + self.identifier + public_key
        authenticator_data = self._authenticator_data(PRESENT_AND_VERIFIED | HOLDS_KEY) + key_data
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": authenticator_data})
        response = {
            "clientDataJSON": websafe_encode(_client_data("webauthn.create", creation_options)),
            "attestationObject": websafe_encode(attestation),
        }
        return self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def sign(self, request_options: dict[str, Any], user_handle: bytes) -> dict[str, Any]:
        """The credential for `navigator.credentials.get`."""
        self.signatures += 1
        client_data = _client_data("webauthn.get", request_options)
        authenticator_data = self._authenticator_data(PRESENT_AND_VERIFIED)
        signed = authenticator_data + hashlib.sha256(client_data).digest()
        response = {
            "clientDataJSON": websafe_encode(client_data),
            "authenticatorData": websafe_encode(authenticator_data),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": websafe_encode(user_handle),
        }
        return self._credential(response) | {"clientExtensionResults": {}}

    def _authenticator_data(self, flags: int) -> bytes:
        return hashlib.sha256(b"testserver").digest() + struct.pack(">BI", flags, self.signatures)

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        identifier = websafe_encode(self.identifier)
        return {"id": identifier, "rawId": identifier, "type": "public-key", "response": response}


def _client_data(kind: str, options: dict[str, Any]) -> bytes:
    challenge = options["publicKey"]["challenge"]
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()
