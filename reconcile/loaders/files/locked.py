"""The one door to the library that opens protected Office files; it comes with the extra `locked`."""

from __future__ import annotations

import io
import struct

from reconcile.model.errors import ReconcileError

WRITE_PROTECTED = "VelvetSweatshop"
"""The password of workbooks that are only protected against changes; Excel tries it without asking."""
OLE_HARM = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError, struct.error)
"""What the library raises on damaged files; it checks little."""


def unlocked(data: bytes, password: str | None) -> bytes:
    """The file without its protection; raises ReconcileError where the password is missing, wrong or of no use.

    A file that is only protected against changes needs no password.
    """
    try:
        import msoffcrypto  # type: ignore[import-untyped]  # noqa: F401 - whether the extra is there
    except ImportError as error:
        raise ReconcileError.of("password_extra" if password else "password") from error
    if data.startswith(b"PK"):
        from reconcile.loaders.files.locked_ods import unlocked_ods

        return unlocked_ods(data, password)
    for candidate in filter(None, (password, WRITE_PROTECTED)):
        opened = unlocked_office(data, candidate)
        if opened is not None:
            return opened
    raise ReconcileError.of("password_wrong" if password else "password")


def unlocked_office(data: bytes, password: str) -> bytes | None:
    """The file without its protection, None for a wrong password; raises ReconcileError where no password helps."""
    import msoffcrypto
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    target = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        # Old formats always check the password and have no such option.
        options = {"verify_password": True} if file.format == "ooxml" else {}
        file.load_key(password=password, **options)
        file.decrypt(target)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError, ParseError) as error:
        raise ReconcileError.of("password_kind") from error
    except OLE_HARM as error:
        raise ReconcileError.of("damaged_workbook") from error
    return target.getvalue()
