"""python-tuf judges every case of a folder, as a client over loopback HTTP. One line of JSON per case.

Folder: <id>/case.json (with "now", a clock that stands there), <id>/root.json (what the client trusts), <id>/before/ and <id>/state/ (what the
server gives, one after the other). Answers: accepts, refuses, unavailable, broken (already at `before`).
"""

import datetime
import functools
import http.server
import json
import pathlib
import sys
import tempfile
import threading

from securesystemslib.formats import encode_canonical
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient._internal import trusted_metadata_set


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def update(url, home, root, targets, folder):
    """One visit of a client that keeps what it believed in `home`."""
    client = Updater(str(home), f"{url}/tuf/", str(home / "targets"), f"{url}/", bootstrap=root)
    client.refresh()
    for path in targets:
        info = client.get_targetinfo(path)
        if info is None:
            raise LookupError(f"not listed: {path}")
        got = pathlib.Path(client.download_target(info)).read_bytes()
        if got != (folder / path).read_bytes():
            raise AssertionError(f"other bytes: {path}")


class Stopped(datetime.datetime):
    """A clock that stands; python-tuf asks it when it opens its metadata."""

    at = None

    @classmethod
    def now(cls, tz=None):
        return cls.at or super().now(tz)


trusted_metadata_set.datetime.datetime = Stopped


def judge(base, folder):
    case = json.loads((folder / "case.json").read_text())
    Stopped.at = datetime.datetime.fromisoformat(case["now"]) if "now" in case else None
    root = (folder / "root.json").read_bytes()
    with tempfile.TemporaryDirectory() as name:
        home = pathlib.Path(name)
        if (folder / "before").is_dir():
            try:
                update(f"{base}/{folder.name}/before", home, root, [], folder / "before")
            except Exception as error:
                return "broken", repr(error)
        try:
            update(f"{base}/{folder.name}/state", home, root, case["targets"], folder / "state")
        except DownloadHTTPError as error:
            return "unavailable", repr(error)
        except Exception as error:
            return "refuses", f"{type(error).__name__}: {error}"
    return "accepts", ""


def canonical(values):
    """The canonical JSON of securesystemslib, hex, for each value of a list."""
    return [encode_canonical(value).encode("utf-8").hex() for value in values]


def main():
    if sys.argv[1] == "canonical":
        print(json.dumps(canonical(json.load(sys.stdin))))
        return
    cases = pathlib.Path(sys.argv[1])
    base = serve(cases)
    for folder in sorted(cases.iterdir(), key=lambda one: int(one.name)):
        answer, why = judge(base, folder)
        print(json.dumps({"id": int(folder.name), "answer": answer, "why": why}))


main()
