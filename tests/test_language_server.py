"""An editor with yaml-language-server and our schema finds mistakes and completes keys."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

from coalition_cli.json_schema import schema

pytestmark = pytest.mark.slow

SERVER = "yaml-language-server"
CLAIMS = """\
# yaml-language-server: $schema=claims.schema.json
version: 1
sources:
- id: gazette
  knd: outlet
claims:
- id: bridge
  text: The bridge is shut.
  kind: postion
  con
"""
PATIENCE = 60  # seconds for one answer: it starts on a machine that is busy

# What an editor sets: nothing is fetched.
SETTINGS = {
    "yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False}},
    "http": {"proxy": "", "proxyStrictSSL": False},
}
Message = dict[str, Any]


class Editor:
    """Speaks to a server as an editor does: JSON-RPC over its standard streams."""

    def __init__(self, server: "subprocess.Popen[bytes]") -> None:
        assert server.stdin
        assert server.stdout
        self._in, self._out = server.stdin, server.stdout
        self._numbers = count(1)
        self._said: Queue[Message | None] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def ask(self, method: str, **params: object) -> Any:
        """Return the result of a request."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        answer = self._await(lambda said: said.get("id") == number and "method" not in said)
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def told(self, method: str) -> Message:
        """Return what the next notification of this kind says."""
        params: Message = self._await(lambda said: said.get("method") == method)["params"]
        return params

    def _await(self, wanted: Any) -> Message:
        while True:
            try:
                said = self._said.get(timeout=PATIENCE)
            except Empty:
                pytest.fail(f"{SERVER} says nothing")
            if said is None:
                pytest.fail(f"{SERVER} has ended")
            if wanted(said):
                return said
            if "id" in said and "method" in said:
                self._answer(said)

    def _answer(self, asked: Message) -> None:
        result: object = None
        if asked["method"] == "workspace/configuration":
            result = [SETTINGS.get(item["section"], {}) for item in asked["params"]["items"]]
        self._send({"id": asked["id"], "result": result})

    def _send(self, message: Message) -> None:
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))
        self._in.flush()

    def _listen(self) -> None:
        while header := self._out.readline():
            length = int(header.partition(b":")[2])
            while self._out.readline().strip():
                pass
            self._said.put(json.loads(self._out.read(length)))
        self._said.put(None)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """Start the server in a folder with our schemas, and introduce an editor to it."""
    command = shutil.which(SERVER)
    if command is None:
        pytest.skip(f"there is no {SERVER} here: install it with npm, as .ci/run does")
    (tmp_path / "claims.schema.json").write_text(schema("claims-file"))
    (tmp_path / "mapping.schema.json").write_text(schema("mapping"))
    with subprocess.Popen(
        [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        try:
            speaks = Editor(server)
            root = {"uri": tmp_path.as_uri(), "name": "news"}
            speaks.ask(
                "initialize",
                processId=None,
                rootUri=root["uri"],
                workspaceFolders=[root],
                capabilities={"workspace": {"configuration": True}},
            )
            speaks.tell("initialized")
            speaks.tell("workspace/didChangeConfiguration", settings=SETTINGS)
            yield speaks
        finally:
            server.kill()


def opened(editor: Editor, path: Path, text: str) -> str:
    """Open a file in the editor; return its URI."""
    path.write_text(text)
    uri = path.as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    editor.tell("textDocument/didOpen", textDocument=document)
    return uri


def test_a_wrong_key_and_a_wrong_word_are_found_and_a_key_is_completed(
    editor: Editor, tmp_path: Path
) -> None:
    mistakes = CLAIMS.removesuffix("  con\n")
    uri = opened(editor, tmp_path / "claims.yaml", mistakes)
    told = editor.told("textDocument/publishDiagnostics")
    assert told["uri"] == uri
    lines = mistakes.splitlines()
    found = {
        lines[one["range"]["start"]["line"]].strip(): one["message"] for one in told["diagnostics"]
    }
    assert set(found) == {"knd: outlet", "kind: postion"}
    assert "knd" in found["knd: outlet"]
    assert '"position"' in found["kind: postion"]

    uri = opened(editor, tmp_path / "more.yaml", CLAIMS)
    place = {"line": CLAIMS.count("\n") - 1, "character": len("  con")}
    offered = editor.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
    labels = {item["label"] for item in offered["items"]}
    assert {"confidence", "contradicts", "speaker"} <= labels
    assert not {"knd", "kind", "id"} & labels  # what the claim has, and what no claim has


def test_a_sound_file_has_nothing_to_say_about(editor: Editor, tmp_path: Path) -> None:
    sound = CLAIMS.removesuffix("  con\n").replace("knd", "kind").replace("postion", "position")
    opened(editor, tmp_path / "claims.yaml", sound)
    assert editor.told("textDocument/publishDiagnostics")["diagnostics"] == []


MAPPING = """\
# yaml-language-server: $schema=mapping.schema.json
empty: None
feilds: {}
fields:
  text: statement
  confidence: {is: hgih}
  reviews:
    each: checks
    ratign: verdict
  speaker.
"""


def test_the_mistakes_of_a_mapping_are_found_and_its_fields_are_completed(
    editor: Editor, tmp_path: Path
) -> None:
    mistakes = MAPPING.removesuffix("  speaker.\n")
    opened(editor, tmp_path / "a.csv.map.yaml", mistakes)
    told = editor.told("textDocument/publishDiagnostics")["diagnostics"]
    assert {one["range"]["start"]["line"] for one in told} == {2, 5, 8}
    sound = mistakes.replace("feilds: {}\n", "").replace("ratign", "rating").replace("hgih", "high")
    opened(editor, tmp_path / "b.csv.map.yaml", sound)
    assert editor.told("textDocument/publishDiagnostics")["diagnostics"] == []

    text = sound + "  speaker."
    uri = opened(editor, tmp_path / "c.csv.map.yaml", text)
    place = {"line": text.count("\n"), "character": len("  speaker.")}
    offered = editor.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
    labels = {item["label"] for item in offered["items"]}
    assert {"speaker.name", "speaker.role", "appearances.article.url"} <= labels
    assert not {"speaker.claims", "text", "speaker_name"} & labels
