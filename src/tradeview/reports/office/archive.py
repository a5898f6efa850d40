"""Archives: the zip files that documents of an office program are, with the same bytes on every run.

Who writes such a file stamps each of its parts with the clock. Here the parts are packed anew, each at the first moment
that a zip file can tell, the list of their types first, as readers expect, and the others in order of their names.
"""

import io
import zipfile
from datetime import UTC, datetime

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # of the clock of a zip file
TYPES = "[Content_Types].xml"
# What the properties of a document say of when it was made: no clock, so that the same data give the same bytes.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
READ_BY_ALL = 0o644 << 16


def pack_again(written: bytes) -> bytes:
    """Pack the parts of a zip file in a fixed order, without the time at which they were written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as given, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(given.namelist(), key=lambda name: (name != TYPES, name)):
            part = zipfile.ZipInfo(name, FIRST_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # else it tells on which system it was written
            part.external_attr = READ_BY_ALL
            packed.writestr(part, given.read(name))
    return buffer.getvalue()
