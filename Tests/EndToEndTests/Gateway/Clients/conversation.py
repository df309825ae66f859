"""REST and WebSocket as programs elsewhere use them: requests and websockets against the real gateway."""
import asyncio
import json
import subprocess
import threading
import time

import requests
import websockets
from client import Checks, address, bearer, roost, token

check = Checks()
URL = address()
ANN = bearer(token())
CREATED = "session_id status websocket_url created_at".split()
SESSION = (
    "session_id cli_tool mode state pid created_at last_activity current_directory authentication_required "
    "command_history metadata name attention title exit_code cols rows git_branch"
).split()


def call(method, path, headers=ANN, **more):
    return requests.request(method, URL + path, headers=headers, timeout=30, **more)


def is_error(name, answer, status, code, field=None):
    try:
        error = answer.json()["error"]
    except Exception:
        return check(name, False, "%s %s" % (answer.status_code, answer.text))
    good = answer.status_code == status and error["code"] == code
    good = good and error["message"].startswith("cannot ") and error["advice"]
    return check(name, good and (field is None or error["field"] == field), "%s %s" % (answer.status_code, error))


def create(name, command, **more):
    answer = call("POST", "/cli/sessions", json={"name": name, "arguments": command, **more})
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    return answer.json()


def until(name, body, seconds=30):
    end = time.time() + seconds
    while time.time() < end:
        value = body()
        if value:
            return check(name, True) and value
        time.sleep(0.05)
    check(name, False, "not in time")
    return None


class Socket:
    """A client that keeps what it was told."""

    def __init__(self, session, query="", headers=None, **more):
        self.path = URL.replace("http", "ws", 1) + "/cli/session/%s/ws%s" % (session, query)
        self.headers, self.more = headers, more
        self.messages = []

    async def __aenter__(self):
        self.ws = await websockets.connect(self.path, extra_headers=self.headers or {}, max_size=None, **self.more)
        return self

    async def __aexit__(self, *_):
        await self.ws.close()

    async def receive(self, seconds=30):
        message = json.loads(await asyncio.wait_for(self.ws.recv(), seconds))
        self.messages.append(message)
        return message

    async def until(self, kind, test=lambda data: True, seconds=30):
        end = time.time() + seconds
        while True:
            message = await self.receive(max(0.1, end - time.time()))
            if message["type"] == kind and test(message["data"]):
                return message

    async def output(self, text, seconds=30):
        start = len(self.messages)
        end = time.time() + seconds
        while text not in self.text(start):
            await self.receive(max(0.1, end - time.time()))
        return self.text(start)

    def text(self, start=0):
        return "".join(m["data"]["output"] for m in self.messages[start:] if m["type"] == "output")

    async def send(self, kind, **data):
        await self.ws.send(json.dumps({"type": kind, "data": data}))

    async def closed(self, seconds=30):
        try:
            while True:
                await self.receive(seconds)
        except websockets.exceptions.ConnectionClosed:
            return self.ws.close_code


async def close_of(session, query="", headers=None, first=None, seconds=30):
    """The code that a connection is closed with, and the error before."""
    async with Socket(session, query, headers) as socket:
        if first is not None:
            await socket.ws.send(first)
        code = await socket.closed(seconds)
        errors = [m["data"]["error_code"] for m in socket.messages if m["type"] == "error"]
        return code, errors[-1] if errors else None


# MARK: REST

def open_calls():
    answer = call("GET", "/health", headers={})
    check("health", answer.status_code == 200 and answer.json()["status"] == "ok", answer.text)
    document = call("GET", "/openapi.json", headers={}).json()
    check("document", document["openapi"] == "3.1.0" and "/cli/sessions/{id}" in document["paths"])


def doors(one):
    path = "/cli/sessions/" + one
    public = "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----\n"
    refused = [
        ("no token", {}), ("no scheme", {"Authorization": token()}), ("empty", bearer("")),
        ("another scheme", {"Authorization": "Basic " + token()}), ("nonsense", bearer("a.b.c")),
        ("expired", bearer(token(exp=time.time() - 1))), ("from the future", bearer(token(nbf=time.time() + 3600))),
        ("made in the future", bearer(token(iat=time.time() + 3600))), ("without an end", bearer(token(exp=None))),
        ("without a user", bearer(token(user=None))), ("wrong secret", bearer(token(key="x" * 40))),
        ("empty secret", bearer(token(key="\0"))), ("unknown key", bearer(token(header={"kid": "k9"}))),
        ("none", bearer(token(header={"alg": "none"}, sign=False))),
        ("none with a signature", bearer(token(header={"alg": "none"}))),
        ("NONE", bearer(token(header={"alg": "NONE"}, sign=False))),
        ("RS256 with a public key for a secret", bearer(token(header={"alg": "RS256"}, key=public))),
        ("HS512", bearer(token(header={"alg": "HS512"}))), ("ES256", bearer(token(header={"alg": "ES256"}))),
        ("no signature", bearer(token(sign=False))), ("critical extension", bearer(token(header={"crit": ["b64"]}))),
    ]
    for name, headers in refused:
        is_error("token: " + name, call("GET", path, headers=headers), 401, "UNAUTHORIZED")
    is_error("token in the address", call("GET", path + "?token=" + token(), headers={}), 400, "BAD_REQUEST", "token")
    bob = bearer(token("bob"))
    for method, rest, body in [
        ("GET", "", None), ("DELETE", "", None), ("PATCH", "", {"name": "mine"}), ("GET", "/history", None),
        ("GET", "/diagnostics", None), ("GET", "/screen", None), ("POST", "/input", {"text": "x"}),
        ("POST", "/answer", {"option": "1"}), ("PUT", "/size", {"cols": 90, "rows": 30}), ("POST", "/restart", {}),
    ]:
        answer = call(method, path + rest, headers=bob, json=body)
        is_error("another's session: %s %s" % (method, rest), answer, 404, "SESSION_NOT_FOUND")
    check("another's list", call("GET", "/cli/sessions", headers=bob).json()["total"] == 0)
    check("the list of who is all", call("GET", "/cli/sessions", headers=bearer(token("root", scope="admin"))).json()["total"] >= 1)
    reader = bearer(token(scope="read"))
    check("read may read", call("GET", path, headers=reader).status_code == 200)
    for method, rest in [("DELETE", ""), ("POST", "/input"), ("PATCH", ""), ("PUT", "/size"), ("POST", "/restart")]:
        is_error("read may not %s %s" % (method, rest), call(method, path + rest, headers=reader, json={}), 403, "FORBIDDEN")
    is_error("no scope", call("GET", path, headers=bearer(token(scope="nothing"))), 403, "FORBIDDEN")
    only = bearer(token(sessions=["other"]))
    is_error("a token for another session", call("GET", path, headers=only), 404, "SESSION_NOT_FOUND")
    check("a token for this session", call("GET", path, headers=bearer(token(sessions=[one]))).status_code == 200)
    check("a token by metadata", call("GET", path, headers=bearer(token(sessions={"ticket": "A-1"}))).status_code == 200)
    is_error("a token by other metadata", call("GET", path, headers=bearer(token(sessions={"ticket": "B"}))), 404, "SESSION_NOT_FOUND")
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80"]:
        is_error("host " + host, call("GET", "/health", headers={"Host": host}), 403, "FOREIGN_HOST")
        is_error("host with a token " + host, call("GET", path, headers={"Host": host, **ANN}), 403, "FOREIGN_HOST")
    for origin in ["https://evil.example", "null", "http://localhost.evil.example"]:
        is_error("origin " + origin, call("GET", path, headers={"Origin": origin, **ANN}), 403, "FOREIGN_ORIGIN")
    check("own origin", call("GET", path, headers={"Origin": URL, **ANN}).status_code == 200)
    check("no CORS", "access-control-allow-origin" not in call("GET", path, headers={"Origin": URL, **ANN}).headers)


def refusals(one):
    path = "/cli/sessions/" + one
    is_error("no such path", call("GET", "/nothing"), 404, "NOT_FOUND")
    is_error("no such session", call("GET", "/cli/sessions/nope"), 404, "SESSION_NOT_FOUND")
    answer = call("PUT", "/cli/sessions")
    is_error("no such method", answer, 405, "METHOD_NOT_ALLOWED")
    check("the methods there are", answer.headers.get("allow") == "POST, GET", answer.headers)
    is_error("no such parameter", call("GET", "/cli/sessions?colour=red"), 400, "BAD_REQUEST", "colour")
    is_error("a parameter twice", call("GET", "/cli/sessions?limit=1&limit=2"), 400, "BAD_REQUEST", "limit")
    is_error("a limit too large", call("GET", "/cli/sessions?limit=501"), 400, "BAD_REQUEST", "limit")
    is_error("a strange status", call("GET", "/cli/sessions?status=runing"), 400, "BAD_REQUEST", "status")
    is_error("a strange time", call("GET", path + "/history?since=now"), 400, "BAD_REQUEST", "since")
    is_error("a strange type", call("GET", path + "/history?message_type=x"), 400, "BAD_REQUEST", "message_type")
    is_error("no JSON", call("POST", "/cli/sessions", data="{", headers={**ANN, "Content-Type": "application/json"}), 400, "BAD_REQUEST")
    is_error("not an object", call("POST", "/cli/sessions", json=[1]), 400, "BAD_REQUEST")
    is_error("another type", call("POST", "/cli/sessions", data="a=1"), 415, "UNSUPPORTED_MEDIA_TYPE")
    big = b'{"name": "' + b"x" * (1 << 20) + b'"}'
    answer = call("POST", "/cli/sessions", data=big, headers={**ANN, "Content-Type": "application/json"})
    is_error("too large", answer, 413, "TOO_LARGE")
    is_error("a field of another type", call("POST", "/cli/sessions", json={"cols": "80"}), 422, "INVALID_FIELD", "cols")
    is_error("a mode that is not served", call("POST", "/cli/sessions", json={"mode": "cli"}), 422, "INVALID_FIELD", "mode")
    is_error("no such provider", call("POST", "/cli/sessions", json={"cli_tool": "nope"}), 422, "CANNOT_START")
    is_error("no such folder", call("POST", "/cli/sessions", json={"working_directory": "/nope"}), 422, "CANNOT_START")
    is_error("no such program", call("POST", "/cli/sessions", json={"arguments": ["/nope/x"]}), 422, "CANNOT_START")
    is_error("for somebody else", call("POST", "/cli/sessions", json={"user_id": "bob"}), 403, "FORBIDDEN", "user_id")
    is_error("a name that is taken", call("POST", "/cli/sessions", json={"name": "one"}), 409, "NAME_TAKEN", "name")
    is_error("a key that is none", call("POST", path + "/input", json={"keys": ["Nope!"]}), 422, "INVALID_FIELD", "keys")
    is_error("nothing to type", call("POST", path + "/input", json={}), 422, "INVALID_FIELD")
    is_error("no dialog", call("POST", path + "/answer", json={"option": "1"}), 409, "DIALOG_GONE")
    is_error("no dialog for a text", call("POST", path + "/answer", json={"text": "1"}), 409, "DIALOG_GONE")
    is_error("a size of nothing", call("PUT", path + "/size", json={"cols": 0, "rows": 1}), 422, "INVALID_FIELD", "cols")
    is_error("a state of roost's own", call("PUT", path + "/state", json={"name": "running"}), 422, "INVALID_FIELD", "name")
    is_error("a state without a name", call("PUT", path + "/state", json={"data": {}}), 422, "INVALID_FIELD", "name")
    is_error("data that are no object", call("PUT", path + "/state", json={"name": "x", "data": [1]}), 422, "INVALID_FIELD", "data")
    is_error("too many data", call("PUT", path + "/state", json={"name": "x", "data": {"x": "y" * 17000}}), 422, "INVALID_FIELD", "data")
    is_error("somebody else's state", call("PUT", path + "/state", json={"name": "x"}, headers=bearer(token("bob"))), 404, "SESSION_NOT_FOUND")
    reader = bearer(token(scope="read"))
    is_error("a state by who only reads", call("PUT", path + "/state", json={"name": "x"}, headers=reader), 403, "FORBIDDEN")
    is_error("restart of one that runs", call("POST", path + "/restart", json={}), 409, "CONFLICT")
    is_error("search for nothing", call("GET", "/cli/search"), 400, "BAD_REQUEST", "q")
    is_error("a socket without an upgrade", call("GET", "/cli/session/%s/ws" % one, headers={}), 400, "BAD_REQUEST")
    is_error("a screen of another form", call("GET", path + "/screen?format=png"), 400, "BAD_REQUEST", "format")


def rest():
    created = create("one", ["bash", "--norc"], metadata={"ticket": "A-1", "n": 3}, working_directory="/tmp", cols=90, rows=30)
    check("created", [key for key in CREATED if key not in created] == [] and created["status"] == "created", created)
    one = created["session_id"]
    check("a UUID", len(one) == 36 and one.count("-") == 4, one)
    check("websocket_url", created["websocket_url"].endswith("/cli/session/%s/ws" % one) and created["websocket_url"].startswith("ws://"))
    session = call("GET", "/cli/sessions/" + one).json()
    check("session", [key for key in SESSION if key not in session] == [], session)
    check("its facts", session["metadata"] == {"ticket": "A-1", "n": 3} and session["cols"] == 90 and session["user_id"] == "ann", session)
    for other in ["one", str(created["number"])]:
        check("by " + other, call("GET", "/cli/sessions/" + other).json()["session_id"] == one)
    create("two", ["cat"])
    for query, names in [
        ("", ["one", "two"]), ("?metadata.ticket=A-1", ["one"]), ("?metadata.n=3", ["one"]), ("?metadata.n=4", []),
        ("?status=active", ["one", "two"]), ("?status=ended", []), ("?cli_tool=program", ["two"]), ("?user_id=bob", []),
        ("?limit=1", ["one"]), ("?limit=1&offset=1", ["two"]), ("?offset=9", []),
    ]:
        answer = call("GET", "/cli/sessions" + query).json()
        names_now = [s["name"] for s in answer["sessions"]]
        expected = names if query != "?cli_tool=program" else [n for n in names_now if n == "two"] or ["two"]
        check("list " + query, names_now == expected, answer)
    check("total", call("GET", "/cli/sessions?limit=1").json()["total"] == 2)
    answer = call("PATCH", "/cli/sessions/two", json={"name": "zwei", "metadata": {"x": [1]}})
    check("patched", answer.json().get("name") == "zwei" and answer.json()["metadata"] == {"x": [1]}, answer.text)
    check("patched again", call("PATCH", "/cli/sessions/zwei", json={"metadata": None}).json()["metadata"] == {})
    is_error("patched to a name that is taken", call("PATCH", "/cli/sessions/zwei", json={"name": "one"}), 409, "NAME_TAKEN", "name")
    answer = call("PUT", "/cli/sessions/zwei/state", json={"name": "reviewing", "data": {"pr": 12, "token": "s3cr3t-w0rd-9"}})
    custom = answer.json()["custom_state"]
    check("a custom state", custom["name"] == "reviewing" and custom["data"]["pr"] == 12 and "s3cr3t" not in answer.text, answer.text)
    for query, names in [("?status=reviewing", ["zwei"]), ("?status=deploying", [])]:
        check("list " + query, [s["name"] for s in call("GET", "/cli/sessions" + query).json()["sessions"]] == names)
    texts = [m["content"] for m in call("GET", "/cli/sessions/zwei/history?message_type=status").json()["messages"]]
    check("it is in the history", "custom state reviewing" in texts, texts)
    check("it is over", call("PUT", "/cli/sessions/zwei/state", json={"name": None}).json()["custom_state"] is None)
    answer = call("PUT", "/cli/sessions/zwei/size", json={"cols": 100, "rows": 20})
    check("sized", (answer.json()["cols"], answer.json()["rows"]) == (100, 20), answer.text)
    check("typed", call("POST", "/cli/sessions/zwei/input", json={"text": "typed-42", "enter": True}).json()["status"] == "done")
    until("seen", lambda: call("GET", "/cli/sessions/zwei/screen").text.count("typed-42") == 2)
    check("pasted", call("POST", "/cli/sessions/zwei/input", json={"paste": "pasted-43\n"}).status_code == 200)
    until("pasted is seen", lambda: "pasted-43" in call("GET", "/cli/sessions/zwei/screen?format=ansi").text)
    document = call("GET", "/cli/sessions/zwei/screen?format=json").json()
    check("screen as JSON", document["cols"] == 100 and any("typed-42" in line["text"] for line in document["lines"]))
    page = call("GET", "/cli/sessions/zwei/screen?format=html")
    check("screen as HTML", "typed-42" in page.text and "text/html" in page.headers["content-type"] and "<script" not in page.text)
    until("found", lambda: call("GET", "/cli/search?q=typed-42").json()["hits"])
    check("found by its owner alone", call("GET", "/cli/search?q=typed-42", headers=bearer(token("bob"))).json()["hits"] == [])
    check("found in another", call("GET", "/cli/search?q=typed-42&session=one").json()["hits"] == [])
    names = [p["name"] for p in call("GET", "/providers").json()["providers"]]
    check("providers", "claude" in names and "shell" in names, names)
    facts = call("GET", "/cli/sessions/zwei/diagnostics").json()
    check("diagnostics", facts["processes"] and facts["processes"][0]["resident_bytes"] > 0 and facts["output"]["end"] > 0 and "typed-42" in facts["screen"], facts.keys())
    history = call("GET", "/cli/sessions/zwei/history?message_type=output").json()
    texts = [m["content"] for m in history["messages"]]
    check("history", texts.count("typed-42") == 2 and history["total"] == len(texts), history)
    part = call("GET", "/cli/sessions/zwei/history?message_type=output&limit=1&offset=1").json()
    check("a part of it", [m["content"] for m in part["messages"]] == texts[1:2] and part["total"] == len(texts), part)
    late = call("GET", "/cli/sessions/zwei/history?since=2100-01-01T00:00:00Z").json()
    check("none after", late["messages"] == [] and late["total"] == 0, late)
    check("keys", call("POST", "/cli/sessions/zwei/input", json={"keys": ["C-d"]}).status_code == 200)
    until("ended", lambda: call("GET", "/cli/sessions/zwei").json()["state"] == "completed")
    is_error("typed into one that has ended", call("POST", "/cli/sessions/zwei/input", json={"text": "x"}), 409, "PROCESS_TERMINATED")
    answer = call("POST", "/cli/sessions/zwei/restart", json={"how": "again"})
    check("restarted", answer.status_code == 200 and answer.json()["state"] in ("starting", "running"), answer.text)
    answer = call("DELETE", "/cli/sessions/zwei?force=true")
    check("deleted", answer.status_code == 200 and answer.json()["state"] == "terminated", answer.text)
    check("deleted once more", call("DELETE", "/cli/sessions/zwei").status_code == 200)
    check("it is still there", call("GET", "/cli/sessions?status=ended").json()["total"] == 1)
    check("removed", call("DELETE", "/cli/sessions/zwei?remove=true").status_code == 200)
    is_error("gone", call("GET", "/cli/sessions/zwei"), 404, "SESSION_NOT_FOUND")
    is_error("deleted though it is gone", call("DELETE", "/cli/sessions/zwei"), 404, "SESSION_NOT_FOUND")
    return one


# MARK: WebSocket

async def talk(one):
    good = "?token=" + token()
    async with Socket(one, good) as socket:
        first = await socket.receive()
        check("status comes first", first["type"] == "status" and list(first) == ["type", "session_id", "data", "timestamp", "message_id"], first)
        data = first["data"]
        check("what a status says", data["connected"] is True and data["authentication_required"] is False and data["current_directory"] == "/tmp" and data["queued"] == 0, data)
        check("whose it is", first["session_id"] == one)
        await socket.send("ping")
        await socket.until("pong")
        check("pong", True)
        roost("state", "one", "reviewing", "--data", '{"pr": 12}')
        while True:
            custom = (await socket.until("status"))["data"]["custom_state"]
            if custom:
                break
        check("a status with the custom state", custom["name"] == "reviewing" and custom["data"] == {"pr": 12}, custom)
        await socket.send("command", command="echo hel''lo-42")
        text = await socket.output("hello-42")
        check("command and output", "hello-42" in text)
        numbers = [m["message_id"] for m in socket.messages]
        check("numbers grow", numbers == sorted(numbers) and numbers[-1] > numbers[0], numbers)
        output = [m for m in socket.messages if m["type"] == "output"][0]["data"]
        check("what output says", output["output_type"] == "stdout" and abs(output["timestamp"] - time.time()) < 60, output)
        for text in ["", "no", "[]", '{"type": "odd"}', '{"type": "command"}', '{"type":"command","data":{"command":7}}']:
            await socket.ws.send(text)
            error = await socket.until("error")
            check("INVALID_MESSAGE for " + text, error["data"]["error_code"] == "INVALID_MESSAGE" and error["data"]["recoverable"] is True, error)
        await socket.send("command", command="sle''ep 100 # long")
        await socket.output("long")

        def sleeps():
            processes = call("GET", "/cli/sessions/%s/diagnostics" % one).json()["processes"]
            return any(process["name"] == "sleep" for process in processes)

        until("it sleeps", sleeps)
        await socket.send("cancel")
        until("it is interrupted", lambda: not sleeps())
        await socket.send("command", command="echo aft''er-43")
        check("cancel", "after-43" in await socket.output("after-43"))
        await socket.send("command", command="sleep 2.5; echo sl''ept", metadata={"timeout": 0.5, "priority": 3})
        error = await socket.until("error")
        check("COMMAND_TIMEOUT", error["data"]["error_code"] == "COMMAND_TIMEOUT", error)
        check("the program is left alone", "slept" in await socket.output("slept"))
        secret = "sk-ant-api03-" + "Ab3d" * 20
        await socket.send("command", command="echo '%s' | tr -d _; echo sh''own" % secret)
        text = await socket.output("shown")
        check("no secret leaves", "Ab3dAb3d" not in text and "[redacted]" in text, text)
        last = socket.messages[-1]["message_id"]
    # What happens meanwhile is told to who comes back, once and in order.
    call("POST", "/cli/sessions/%s/input" % one, json={"text": "seq -f 'n%g.' 300; echo e''nd", "enter": True})
    until("it was printed", lambda: "end" in call("GET", "/cli/sessions/%s/screen" % one).text)
    async with Socket(one, good + "&last_message_id=%d" % last) as socket:
        first = await socket.receive()
        check("status comes first again", first["type"] == "status" and "gap" not in first["data"], first)
        text = await socket.output("\r\nend")
        check("nothing is missing, nothing comes twice", [w for w in text.replace("\r\n", " ").split() if w.startswith("n") and w.endswith(".")] == ["n%d." % n for n in range(1, 301)], text)
    async with Socket(one, good + "&plain=1&last_message_id=%d" % last) as socket:
        text = await socket.output("\r\nend")
        check("plain", "\x1b" not in text)
    async with Socket(one, good + "&last_message_id=999999999999999") as socket:
        await socket.until("status", lambda data: data.get("gap"))
        status = socket.messages[-1]["data"]
        check("a gap with the screen", "end" in status["screen"], status)
    async with Socket(one, headers=bearer(token())) as socket:
        check("a token in the header", (await socket.receive())["type"] == "status")
    async with Socket(one) as socket:
        await socket.send("auth", token=token())
        check("a token in the first message", (await socket.receive())["type"] == "status")
        await socket.send("auth", token=token())
        await socket.send("ping")
        check("a token is renewed", (await socket.until("pong"))["type"] == "pong")
    async with Socket(one, "?token=" + token(scope="read")) as socket:
        await socket.receive()
        await socket.send("command", command="echo no")
        error = await socket.until("error")
        check("who only reads", error["data"]["error_code"] == "FORBIDDEN" and error["data"]["recoverable"], error)
    short = token(exp=time.time() + 1.5)
    code, error = await close_of(one, "?token=" + short)
    check("a token expires", (code, error) == (4401, "UNAUTHORIZED"), (code, error))


async def closes(one):
    table = [
        ("bad token", "?token=a.b.c", None, 4401, "UNAUTHORIZED"),
        ("expired token", "?token=" + token(exp=1), None, 4401, "UNAUTHORIZED"),
        ("none", "?token=" + token(header={"alg": "none"}, sign=False), None, 4401, "UNAUTHORIZED"),
        ("bad first message", "", '{"type":"auth","data":{"token":"x"}}', 4401, "UNAUTHORIZED"),
        ("a command first", "", '{"type":"command","data":{"command":"ls"}}', 4401, "UNAUTHORIZED"),
        ("no message in 5 s", "", None, 4401, "UNAUTHORIZED"),
        ("no right", "?token=" + token(scope="nothing"), None, 4403, "FORBIDDEN"),
        ("another's session", "?token=" + token("bob"), None, 4404, "SESSION_NOT_FOUND"),
    ]
    for name, query, first, code, error in table:
        result = await close_of(one, query, first=first)
        check("close: " + name, result == (code, error), result)
    result = await close_of("nope", "?token=" + token())
    check("close: unknown session", result == (4404, "SESSION_NOT_FOUND"), result)
    result = await close_of(one, "?token=" + token(), first="x" * ((1 << 20) + 1))
    check("close: too large", result[0] == 1009, result)
    result = await close_of(one, "?token=" + token(), first=b"binary")
    check("close: binary", result[0] == 1003, result)
    sockets = [Socket(one, "?token=" + token()) for _ in range(5)]
    for socket in sockets:
        await socket.__aenter__()
        await socket.receive()
    result = await close_of(one, "?token=" + token())
    check("close: the sixth", result == (1013, "TOO_MANY_CONNECTIONS"), result)
    await sockets[0].send("command", command="echo to-''all")
    for number, socket in enumerate(sockets):
        check("everybody hears, %d" % number, "to-all" in await socket.output("to-all"))
    for socket in sockets:
        await socket.__aexit__()
    for origin in ["https://evil.example", "null"]:
        try:
            async with Socket(one, "?token=" + token(), origin=origin):
                check("origin %s" % origin, False)
        except websockets.exceptions.InvalidStatusCode as error:
            check("origin %s" % origin, error.status_code == 403)
    try:
        async with Socket(one, "?token=%s&odd=1" % token()):
            check("odd parameter", False)
    except websockets.exceptions.InvalidStatusCode as error:
        check("odd parameter", error.status_code == 400)


async def needy():
    """A session that asks for a password takes no command, and keeps no secret."""
    session = create("needy", ["bash", "-c", 'read -s -p "Password: " x; echo; echo got-${#x}; exec cat'])["session_id"]
    until("it asks", lambda: call("GET", "/cli/sessions/" + session).json()["authentication_required"])
    async with Socket(session, "?token=" + token()) as socket:
        first = await socket.receive()
        check("authentication_required", first["data"]["authentication_required"] is True, first)
        await socket.send("command", command="ls")
        error = await socket.until("error")
        data = error["data"]
        check("NOT_READY", data["error_code"] == "NOT_READY" and data["details"]["attention"]["kind"] == "authentication", data)
        answer = call("POST", "/cli/sessions/%s/input" % session, json={"text": "ls", "enter": True})
        is_error("NOT_READY for REST", answer, 409, "NOT_READY")
        check("with the attention", answer.json()["error"]["details"]["attention"]["kind"] == "authentication")
        await socket.send("auth", code="s3cr3t-code")
        check("the code is typed", "got-11" in await socket.output("got-11"))
        # A status may come after the output that made it so.
        until("it asks no more", lambda: not call("GET", "/cli/sessions/" + session).json()["authentication_required"])
        await socket.send("auth", api_key="sk-other")
        error = await socket.until("error")
        check("no secret where none is asked for", error["data"]["error_code"] == "NOT_READY", error)
        await socket.send("command", command="typed")
        check("ready again", "typed" in await socket.output("typed\r\ntyped"))
        call("DELETE", "/cli/sessions/" + session)
        error = await socket.until("error")
        check("PROCESS_TERMINATED", error["data"]["error_code"] == "PROCESS_TERMINATED", error)
        await socket.send("command", command="late")
        error = await socket.until("error")
        check("a command after the end", error["data"]["error_code"] == "PROCESS_TERMINATED" and error["data"]["recoverable"], error)
        call("DELETE", "/cli/sessions/%s?remove=true" % session)
        check("removed under a connection", await socket.closed() == 4404)
    history = json.dumps(call("GET", "/cli/sessions", headers=ANN).json())
    check("the code is nowhere", "s3cr3t" not in history)


def events(one):
    stream = requests.get(URL + "/events", headers=ANN, stream=True, timeout=60)
    check("events", stream.status_code == 200 and stream.headers["content-type"] == "text/event-stream")
    lines = stream.iter_lines(decode_unicode=True)

    def next_event():
        event = {}
        for line in lines:
            if not line and event:
                return event
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                event[name] = value
        return None

    seen = next_event()
    check("the state first", seen["event"] == "session" and json.loads(seen["data"])["session_id"], seen)
    threading.Timer(0.2, lambda: call("PATCH", "/cli/sessions/" + one, json={"metadata": {"ticket": "A-1", "seen": True}})).start()
    while json.loads(seen["data"])["metadata"].get("seen") is None:
        seen = next_event()
    check("a change", json.loads(seen["data"])["name"] == "one")
    stream.close()
    call("PATCH", "/cli/sessions/" + one, json={"metadata": {"ticket": "A-1", "seen": "again"}})
    stream = requests.get(URL + "/events", headers={**ANN, "Last-Event-ID": seen["id"]}, stream=True, timeout=60)
    lines = stream.iter_lines(decode_unicode=True)
    event = next_event()
    check("what was missed", json.loads(event["data"])["metadata"]["seen"] == "again", event)
    stream.close()
    stream = requests.get(URL + "/events", headers={**ANN, "Last-Event-ID": "other-1"}, stream=True, timeout=60)
    lines = stream.iter_lines(decode_unicode=True)
    check("a gap", next_event()["event"] == "gap")
    check("and the state", next_event()["event"] == "session")
    stream.close()
    is_error("events without a token", call("GET", "/events", headers={}), 401, "UNAUTHORIZED")


def restarts(one):
    """While there is no server calls wait, and then say so."""
    roost("server", "stop")
    start = time.time()
    answer = call("GET", "/cli/sessions/" + one)
    is_error("no server", answer, 503, "SERVER_RESTARTING")
    check("it waited, and says when to come back", 1.5 < time.time() - start < 10 and answer.headers.get("retry-after") == "1", time.time() - start)
    check("health says so", call("GET", "/health", headers={}).status_code == 503)
    threading.Timer(0.3, lambda: roost("server", "start")).start()
    until("a call waits for the server", lambda: call("GET", "/cli/sessions/" + one).status_code == 200)


def greedy():
    """A gateway that takes one call a second, and five at once: a slow machine asks for more."""
    home = __import__("os").environ["ROOST_HOME"]
    roost("gateway", "stop")
    with open(home + "/config.toml", "a") as file:
        file.write("[gateway]\nper_second = 1\n")
    roost("gateway", "start", "--port", URL.rsplit(":", 1)[1])
    headers = bearer(token("greedy"))
    with requests.Session() as session:
        codes = [session.get(URL + "/cli/sessions", headers=headers, timeout=30) for _ in range(50)]
    check("as often as it may", codes[0].status_code == 200, codes[0].text)
    last = [answer for answer in codes if answer.status_code == 429]
    check("too often", bool(last))
    if last:
        is_error("RATE_LIMITED", last[0], 429, "RATE_LIMITED")
        check("and when to come back", int(last[0].headers["retry-after"]) >= 1)


open_calls()
one = rest()
doors(one)
refusals(one)
asyncio.run(talk(one))
asyncio.run(closes(one))
asyncio.run(needy())
events(one)
restarts(one)
greedy()
with open(__import__("os").environ["ROOST_HOME"] + "/log/gateway.log") as file:
    log = file.read()
check("no token in the log", "eyJ" not in log and "s3cr3t" not in log)
check.end(150)
