"""Storages for tests: one in the memory of this process, and a local server that speaks S3."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

_NUMBERS = itertools.count()


@contextmanager
def memory() -> Iterator[str]:
    """Yield the URL of an empty folder in memory."""
    from fsspec.implementations.memory import MemoryFileSystem

    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    yield "memory://reports"
    MemoryFileSystem.store.clear()


@contextmanager
def s3() -> Iterator[str]:
    """Yield the URL of an empty bucket on a server of this machine; its workers find it by their environment."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    known = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    try:
        with patch.dict(os.environ, known):
            s3fs.S3FileSystem.clear_instance_cache()
            bucket = f"reports-{next(_NUMBERS)}"  # the server forgets nothing while this process lives
            s3fs.S3FileSystem().mkdir(bucket)
            yield f"s3://{bucket}"
            s3fs.S3FileSystem.clear_instance_cache()
    finally:
        server.stop()
