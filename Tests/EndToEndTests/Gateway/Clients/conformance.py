"""HTTP/1.1 and WebSocket to the letter, over sockets of its own: what is right is taken, and nothing else."""
import json
import os
import socket
import struct
import time
from urllib.parse import urlparse

from client import Checks, address, bearer, token

check = Checks()
URL = urlparse(address())
TOKEN = token()
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Connection:
    def __init__(self):
        self.socket = socket.create_connection((URL.hostname, URL.port), timeout=30)
        self.buffer = b""

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            pass
        return self

    def more(self, seconds=30):
        self.socket.settimeout(seconds)
        try:
            data = self.socket.recv(65536)
        except (ConnectionResetError, socket.timeout):
            data = b""
        self.buffer += data
        return bool(data)

    def take(self, count):
        while len(self.buffer) < count:
            if not self.more():
                return None
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def response(self):
        while b"\r\n\r\n" not in self.buffer:
            if not self.more():
                return 0, {}, b""
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self.take(int(headers.get("content-length", "0")))
        return int(lines[0].split()[1]), headers, body

    def is_closed(self, seconds=30):
        end = time.time() + seconds
        while time.time() < end:
            if not self.more(end - time.time()):
                return True
            self.buffer = b""
        return False

    def close(self):
        self.socket.close()


def request(method="GET", path="/health", headers=(), body=b"", host="localhost", version="HTTP/1.1"):
    lines = ["%s %s %s" % (method, path, version)]
    if host is not None:
        lines.append("Host: " + host)
    lines += list(headers)
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin1") + body


def status_of(data):
    connection = Connection().send(data)
    status = connection.response()[0]
    connection.close()
    return status


def is_refused(name, data, statuses=(400,)):
    """Answered so, and the connection is of no more use: nothing after it is taken for a call."""
    connection = Connection().send(data + request(path="/openapi.json"))
    status = connection.response()[0]
    check(name, status in statuses, status)
    check(name + ": nothing follows", connection.response()[0] == 0)
    connection.close()


# MARK: HTTP

def calls():
    check("a call", status_of(request()) == 200)
    connection = Connection()
    for number in range(3):
        check("kept alive, %d" % number, connection.send(request()).response()[0] == 200)
    connection.send(request() + request(path="/openapi.json") + request(path="/nothing"))
    answers = [connection.response() for _ in range(3)]
    check("pipelined calls are answered in order", [a[0] for a in answers] == [200, 200, 404] and b"openapi" in answers[1][2], [a[0] for a in answers])
    connection.close()
    connection = Connection().send(request(headers=["Connection: close"]))
    check("closed when asked", connection.response()[0] == 200 and connection.is_closed(10))
    connection = Connection().send(request(version="HTTP/1.0"))
    check("HTTP/1.0 is closed", connection.response()[0] == 200 and connection.is_closed(10))
    connection = Connection()
    for byte in request():
        connection.send(bytes([byte]))
    check("byte by byte", connection.response()[0] == 200)
    body = json.dumps({"text": "x"}).encode()
    typed = ["Authorization: Bearer " + TOKEN, "Content-Type: application/json"]
    path = "/cli/sessions/one/input"
    check("a body by its length", status_of(request("POST", path, typed + ["Content-Length: %d" % len(body)], body)) == 200)
    chunks = b"".join(b"%x\r\n%s\r\n" % (1, body[i:i + 1]) for i in range(len(body))) + b"0\r\n\r\n"
    check("a body in chunks", status_of(request("POST", path, typed + ["Transfer-Encoding: chunked"], chunks)) == 200)
    connection = Connection().send(request("HEAD", headers=["Connection: close"]))
    check("HEAD is not served, and its answer has no body", connection.is_closed(10) and True)
    connection = Connection().send(request("HEAD") + request())
    connection.more()
    check("HEAD is answered by a head", connection.buffer.startswith(b"HTTP/1.1 405") and b"{" not in connection.buffer.split(b"HTTP/1.1 200")[0], connection.buffer)
    check("OPTIONS is not served", status_of(request("OPTIONS")) == 405)
    check("a method of another protocol", status_of(request("PROPFIND")) in (400, 405))


def shapes():
    post = "/cli/sessions"
    is_refused("both lengths", request("POST", post, ["Content-Length: 4", "Transfer-Encoding: chunked"], b"0\r\n\r\n"))
    is_refused("two lengths", request("POST", post, ["Content-Length: 4", "Content-Length: 5"], b"abcde"))
    is_refused("a negative length", request("POST", post, ["Content-Length: -1"]))
    is_refused("a length in words", request("POST", post, ["Content-Length: four"]))
    is_refused("a length with a sign", request("POST", post, ["Content-Length: +4"], b"abcd"))
    is_refused("a length beyond 64 bits", request("POST", post, ["Content-Length: 99999999999999999999999"]))
    is_refused("a blank before the colon", request("POST", post, ["Content-Length : 4"], b"abcd"))
    is_refused("a folded header", request("GET", "/health", ["X-A: 1", " Transfer-Encoding: chunked"]))
    is_refused("a header without a colon", request("GET", "/health", ["nonsense"]))
    is_refused("a name with a blank", request("GET", "/health", ["X Y: 1"]))
    is_refused("an unknown coding", request("POST", post, ["Transfer-Encoding: xchunked"], b"0\r\n\r\n"), (400, 501))
    is_refused("chunked not last", request("POST", post, ["Transfer-Encoding: chunked, identity"], b"0\r\n\r\n"), (400, 501))
    is_refused("a size of a chunk that is none", request("POST", post, ["Transfer-Encoding: chunked"], b"zz\r\n"))
    is_refused("a size of a chunk beyond 64 bits", request("POST", post, ["Transfer-Encoding: chunked"], b"f" * 40 + b"\r\n"))
    is_refused("nonsense", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
    is_refused("another protocol", b"GET /health SMTP/1.1\r\n\r\n")
    is_refused("no version", b"GET /health\r\nHost: localhost\r\n\r\n", (400, 403))
    is_refused("too long a header", request("GET", "/health", ["X-A: " + "a" * 20000]), (400, 431))
    is_refused("too many bytes of headers", request("GET", "/health", ["X-%d: %s" % (n, "a" * 200) for n in range(99)]), (400, 431))
    is_refused("too many headers", request("GET", "/health", ["X-%d: a" % n for n in range(200)]), (400, 431))
    is_refused("too large a length", request("POST", post, ["Content-Length: 1048577"]), (413,))
    check("no host", status_of(request(host=None)) in (400, 403))
    check("two hosts", status_of(request(headers=["Host: evil.example"])) in (400, 403))
    check("an empty host", status_of(request(host="")) in (400, 403))
    check("a whole address with another host", status_of(request(path="http://evil.example/health", host="evil.example")) == 403)
    check("a NUL in the path", status_of(request(path="/health%00")) == 400)
    check("a path that climbs", status_of(request(path="/cli/../health")) == 404)
    check("half an escape", status_of(request(path="/%4")) == 400)
    big = Connection().send(request("POST", post, ["Transfer-Encoding: chunked"]))
    for _ in range(40):
        big.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")
    check("too large in chunks", big.response()[0] == 413)
    big.close()
    long = Connection().send(b"GET /" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    check("too long an address", long.response()[0] in (0, 400, 404, 414, 431))
    long.close()


def slowness():
    """A header that comes too slowly is not waited for; the pauses are those of the contract."""
    slow, silent = Connection(), Connection()
    start = time.time()
    slow.send(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    ended = False
    while time.time() - start < 20 and not ended:
        slow.send(b"a")
        slow.socket.settimeout(0.5)
        try:
            ended = slow.socket.recv(1) == b""
        except socket.timeout:
            pass
        except OSError:
            ended = True
    check("a slow header ends after 10 s", ended and 8 < time.time() - start < 18, time.time() - start)
    check("so does silence", silent.is_closed(10))
    check("others were served meanwhile", status_of(request()) == 200)


# MARK: WebSocket

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


def opening(session="one", **changes):
    headers = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": KEY,
        "Authorization": "Bearer " + TOKEN,
    }
    headers.update(changes)
    return request(path="/cli/session/%s/ws" % session, headers=["%s: %s" % (n.replace("_", "-"), v) for n, v in headers.items() if v is not None])


def frame(opcode, payload=b"", fin=True, mask=b"\x01\x02\x03\x04", rsv=0, length=None):
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    size = len(payload) if length is None else length
    flag = 0x80 if mask else 0
    if size < 126:
        head += bytes([flag | size])
    elif size < 65536:
        head += bytes([flag | 126]) + struct.pack("!H", size)
    else:
        head += bytes([flag | 127]) + struct.pack("!Q", size)
    if mask:
        payload = bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
    return head + (mask or b"") + payload


class WebSocket(Connection):
    def __init__(self, session="one"):
        super().__init__()
        self.send(opening(session))
        status, headers, _ = self.response()
        assert status == 101, status
        self.headers = headers
        self.text()

    def frame(self):
        head = self.take(2)
        if head is None:
            return None, b""
        assert head[1] & 0x80 == 0, "a server masks nothing"
        size = head[1] & 0x7F
        if size == 126:
            size = struct.unpack("!H", self.take(2))[0]
        elif size == 127:
            size = struct.unpack("!Q", self.take(8))[0]
        return head[0] & 0x0F, self.take(size)

    def text(self):
        while True:
            opcode, payload = self.frame()
            if opcode is None or opcode == CLOSE:
                return None
            if opcode == TEXT:
                return json.loads(payload.decode("utf-8"))

    def until(self, kind):
        while True:
            message = self.text()
            if message is None or message["type"] == kind:
                return message

    def closed_with(self):
        while True:
            opcode, payload = self.frame()
            if opcode is None:
                return None
            if opcode == CLOSE:
                return struct.unpack("!H", payload[:2])[0] if payload else 1005


def is_closed_with(name, code, *frames):
    ws = WebSocket()
    ws.send(b"".join(frames))
    result = ws.closed_with()
    check(name, result == code, result)
    ws.close()


def handshakes():
    connection = Connection().send(opening())
    status, headers, _ = connection.response()
    check("opened", status == 101 and headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", headers)
    check("no protocol and no extension that was not agreed", "sec-websocket-protocol" not in headers and "sec-websocket-extensions" not in headers)
    connection.close()
    check("a deflate offer is passed over", status_of(opening(Sec_WebSocket_Extensions="permessage-deflate")) == 101)
    check("words in any case", status_of(opening(Upgrade="WebSocket", Connection="keep-alive, upgrade")) == 101)
    for name, changes in [
        ("no key", {"Sec-WebSocket-Key": None}), ("a short key", {"Sec-WebSocket-Key": "abc"}),
        ("an old version", {"Sec-WebSocket-Version": "8"}), ("no version", {"Sec-WebSocket-Version": None}),
        ("no connection", {"Connection": "close"}), ("another protocol", {"Upgrade": "h2c"}),
    ]:
        check("refused: " + name, status_of(opening(**changes)) == 400)
    check("refused: a foreign page", status_of(opening(Origin="https://evil.example")) == 403)
    check("refused: another method", status_of(opening().replace(b"GET", b"POST", 1)) in (400, 405))
    ws = Connection().send(opening() + frame(TEXT, b'{"type":"ping"}'))
    status = ws.response()[0]
    check("a frame right behind the opening", status == 101)
    early = WebSocket.until(type("W", (), {"frame": lambda self: WebSocket.frame(ws), "text": lambda self: WebSocket.text(self)})(), "pong")
    check("is answered", early is not None and early["type"] == "pong")
    ws.close()


def frames():
    ping = b'{"type":"ping"}'
    ws = WebSocket()
    check("a message", ws.send(frame(TEXT, ping)).until("pong") is not None)
    check("in two fragments", ws.send(frame(TEXT, ping[:5], fin=False) + frame(0, ping[5:])).until("pong") is not None)
    bytewise = b"".join(frame(TEXT if i == 0 else 0, ping[i:i + 1], fin=i == len(ping) - 1) for i in range(len(ping)))
    check("in a fragment for each byte", ws.send(bytewise).until("pong") is not None)
    check("with empty fragments", ws.send(frame(TEXT, b"", fin=False) + frame(0, ping, fin=False) + frame(0, b"")).until("pong") is not None)
    ws.send(frame(TEXT, ping[:4], fin=False) + frame(PING, b"between") + frame(0, ping[4:]))
    seen = []
    while "text" not in seen:
        opcode, payload = ws.frame()
        if opcode is None:
            break
        if opcode == PONG:
            seen.append(payload)
        if opcode == TEXT and b'"pong"' in payload:
            seen.append("text")
    check("a ping between fragments is answered first", seen == [b"between", "text"], seen)
    for size in (0, 1, 125):
        ws.send(frame(PING, b"p" * size))
        opcode, payload = ws.frame()
        while opcode == TEXT:
            opcode, payload = ws.frame()
        check("ping of %d" % size, (opcode, payload) == (PONG, b"p" * size), opcode)
    check("a pong that nobody asked for", ws.send(frame(PONG, b"x") + frame(TEXT, ping)).until("pong") is not None)
    check("another mask", ws.send(frame(TEXT, ping, mask=b"\0\0\0\0")).until("pong") is not None)
    smile = '{"type":"ping","data":{"x":"😀"}}'.encode()
    cut = smile.index("😀".encode()) + 2
    check("a character cut between fragments", ws.send(frame(TEXT, smile[:cut], fin=False) + frame(0, smile[cut:])).until("pong") is not None)
    for byte in frame(TEXT, ping):
        ws.send(bytes([byte]))
    check("byte by byte", ws.until("pong") is not None)
    large = b'{"type":"ping","data":{"x":"' + b"a" * 70000 + b'"}}'
    check("a length of 64 bits", ws.send(frame(TEXT, large)).until("pong") is not None)
    error = ws.send(frame(TEXT, b"")).until("error")
    check("an empty message is no good one", error is not None and error["data"]["error_code"] == "INVALID_MESSAGE")
    check("and the connection stays", ws.send(frame(TEXT, ping)).until("pong") is not None)
    ws.send(frame(TEXT, ping) * 50)
    check("many at once", all(ws.until("pong") is not None for _ in range(50)))
    ws.close()

    protocol = 1002
    is_closed_with("unmasked", protocol, frame(TEXT, ping, mask=None))
    is_closed_with("unmasked ping", protocol, frame(PING, b"x", mask=None))
    for rsv in (1, 2, 4):
        is_closed_with("reserved bit %d" % rsv, protocol, frame(TEXT, ping, rsv=rsv))
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        is_closed_with("reserved opcode %d" % opcode, protocol, frame(opcode, b""))
    is_closed_with("a long ping", protocol, frame(PING, b"p" * 126))
    is_closed_with("a ping in fragments", protocol, frame(PING, b"p", fin=False))
    is_closed_with("a continuation of nothing", protocol, frame(0, ping))
    is_closed_with("a message within a message", protocol, frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"))
    is_closed_with("binary", 1003, frame(BINARY, ping))
    is_closed_with("no UTF-8", 1007, frame(TEXT, b"\xff\xfe"))
    is_closed_with("a surrogate", 1007, frame(TEXT, b"\xed\xa0\x80"))
    is_closed_with("half a character at the end", 1007, frame(TEXT, "é".encode()[:1]))
    is_closed_with("no UTF-8 in fragments", 1007, frame(TEXT, b"a", fin=False) + frame(0, b"\xc3\x28"))
    is_closed_with("too large", 1009, frame(TEXT, b"", length=(1 << 20) + 1))
    is_closed_with("far too large", 1009, frame(TEXT, b"", length=1 << 40))
    half = b"a" * (600 << 10)
    is_closed_with("too large in fragments", 1009, frame(TEXT, half, fin=False) + frame(0, half))
    is_closed_with("closed", 1000, frame(CLOSE, struct.pack("!H", 1000)))
    is_closed_with("closed with a reason", 1000, frame(CLOSE, struct.pack("!H", 1000) + "fertig ✓".encode()))
    is_closed_with("closed without a code", 1000, frame(CLOSE, b""))
    is_closed_with("closed with half a code", protocol, frame(CLOSE, b"\x03"))
    for code in (0, 999, 1004, 1005, 1006, 1015, 2999, 5000):
        is_closed_with("closed with %d" % code, protocol, frame(CLOSE, struct.pack("!H", code)))
    is_closed_with("closed with a reason that is none", 1007, frame(CLOSE, struct.pack("!H", 1000) + b"\xff"))
    is_closed_with("what follows a close is not heard", 1000, frame(CLOSE, struct.pack("!H", 1000)) + frame(TEXT, ping))


def crowd():
    """A flood and who does not read it: memory stays, others are served."""
    allowed = ["Authorization: Bearer " + TOKEN]
    body = json.dumps({"name": "flood", "arguments": ["yes", "a" * 62]}).encode()
    typed = allowed + ["Content-Type: application/json", "Content-Length: %d" % len(body)]
    check("a flood", status_of(request("POST", "/cli/sessions", typed, body)) == 201)
    lazy = [WebSocket("flood") for _ in range(4)]
    pid = json.load(open(os.environ["ROOST_HOME"] + "/run/gateway.json"))["pid"]

    def resident():
        with open("/proc/%d/status" % pid) as file:
            return [int(line.split()[1]) for line in file if line.startswith("VmRSS")][0]

    def printed():
        """Where the output of the session ends now."""
        connection = Connection().send(request(path="/cli/sessions/flood/diagnostics", headers=allowed))
        status, _, body = connection.response()
        connection.close()
        return json.loads(body)["output"]["end"] if status == 200 else 0

    def flood(count):
        """Waits until so much more was printed."""
        start, end = printed(), time.time() + 120
        while printed() < start + count and time.time() < end:
            time.sleep(0.2)
        return check("the flood goes on", printed() >= start + count, (start, printed()))

    # More than the gateway and the kernel keep for who does not read.
    flood(4 << 20)
    before = resident()
    flood(16 << 20)
    after = resident()
    check("memory stays where nobody reads", after - before < 40 << 10, (before, after))
    check("others are served", status_of(request()) == 200)
    check("its end", status_of(request("DELETE", "/cli/sessions/flood?force=true", allowed)) == 200)
    for ws in lazy:
        ws.close()


calls()
shapes()
handshakes()
frames()
slowness()
crowd()
check.end(120)
