"""Protected .ods files, as ODF 1.2 has them: each part packed, then encrypted with a key made from the password."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.loaders.files.guard import Package, check_size, inflater, open_package, part, raw
from reconcile.loaders.files.limits import MIB, Limits
from reconcile.loaders.files.markup import elements
from reconcile.loaders.files.ods import CONTENT, MANIFEST
from reconcile.model.errors import ReconcileError

SHORT = 1024
"""Bytes of the packed part that its checksum covers."""
MOST_TURNS = 10_000_000


@dataclass(frozen=True, slots=True)
class Lock:
    """How one part is encrypted: numbers in bytes, `turns` of the key derivation."""

    checksum: bytes
    vector: bytes
    salt: bytes
    turns: int
    size: int


def unlocked_ods(data: bytes, password: str | None) -> bytes:
    """The file with its content in the clear; raises ReconcileError where the password is missing, wrong or useless."""
    package = open_package(data, Limits())
    lock = lock_of(package)
    if not password:
        raise ReconcileError.of("password")
    packed = decrypted(b"".join(raw(package, package.parts[CONTENT])), lock, password)
    if hashlib.sha256(packed[:SHORT]).digest() != lock.checksum:
        raise ReconcileError.of("password_wrong")
    return in_the_clear(package, unpacked(packed, package.limits))


def lock_of(package: Package) -> Lock:
    """How the content is encrypted; raises ReconcileError for a way that is not the usual one."""
    found: dict[str, Mapping[str, str]] = {}
    inside = False
    for one in elements([part(package, MANIFEST)]):
        if one.name == "file-entry":
            inside = one.attributes.get("full-path") == CONTENT
        if inside:
            found[one.name] = one.attributes
    try:
        data, how, key = found["encryption-data"], found["algorithm"], found["key-derivation"]
        start = found["start-key-generation"]["start-key-generation-name"]
        usual = (how["algorithm-name"][-10:], data["checksum-type"][-9:], start[-6:], key["key-derivation-name"][-6:])
        if usual != ("aes256-cbc", "sha256-1k", "sha256", "PBKDF2") or CONTENT not in package.parts:
            raise ReconcileError.of("password_kind")
        return Lock(
            base64.b64decode(data["checksum"]),
            base64.b64decode(how["initialisation-vector"]),
            base64.b64decode(key["salt"]),
            int(key["iteration-count"]),
            int(key.get("key-size", "32")),
        )
    except (KeyError, ValueError) as error:
        raise ReconcileError.of("password_kind") from error


def decrypted(body: bytes, lock: Lock, password: str) -> bytes:
    """The packed part, senseless where the password is wrong; raises ReconcileError for a lock of a strange size."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(body) % 16 or not body or (len(lock.vector), lock.size) != (16, 32) or not 0 < lock.turns <= MOST_TURNS:
        raise ReconcileError.of("damaged_workbook")
    start = hashlib.sha256(password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.turns, lock.size)
    reader = Cipher(algorithms.AES(key), modes.CBC(lock.vector)).decryptor()
    padded = reader.update(body) + reader.finalize()
    return padded[: -padded[-1]] if 1 <= padded[-1] <= 16 else padded


def unpacked(packed: bytes, limits: Limits) -> bytes:
    """The part itself; raises ReconcileError where it is damaged or unpacks to more than the limit."""
    try:
        content = inflater().decompress(packed, limits.max_part_mb * MIB + 1)
    except zlib.error as error:
        raise ReconcileError.of("damaged_workbook") from error
    check_size(len(content), limits.max_part_mb)
    return content


def in_the_clear(package: Package, content: bytes) -> bytes:
    """A package with nothing but the content."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", part(package, "mimetype"))
        archive.writestr(
            "META-INF/manifest.xml", b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr(CONTENT, content)
    return target.getvalue()
