"""What /metrics says against what is known to have happened, read by Prometheus' own parsers in both forms."""
import asyncio
import json
import os
import re
import sys
import time

import requests
import websockets
from client import Checks, address, bearer, roost, token
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as text_format

check = Checks()
URL = address()
ANN = bearer(token())
OPEN = "application/openmetrics-text; version=1.0.0"
IS_OPEN_TO_ALL = sys.argv[1:] == ["open"]
STATES = "initializing starting running waiting_input processing completed error terminated".split()
KINDS = "approval question authentication trust rate_limited retrying finished bell".split()
REASONS = "exited signalled killed interrupted machine_restarted could_not_start unknown".split()


def call(method, path, headers=ANN, **more):
    return requests.request(method, URL + path, headers=headers, timeout=60, **more)


class Scrape:
    """All samples of one answer, by name and labels."""

    def __init__(self, accept=None):
        answer = call("GET", "/metrics", headers={**ANN, **({"Accept": accept} if accept else {})})
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
        self.type = answer.headers["content-type"]
        self.text = answer.content.decode("utf-8")
        parse = open_metrics if "openmetrics" in self.type else text_format
        self.families = list(parse(self.text))
        self.samples = {}
        for family in self.families:
            for sample in family.samples:
                key = (sample.name, frozenset(sample.labels.items()))
                if key in self.samples:
                    raise RuntimeError("twice: %s %s" % key)
                self.samples[key] = sample.value

    def __call__(self, name, **labels):
        return self.samples.get((name, frozenset(labels.items())))

    def sum(self, name, **labels):
        wanted = set(labels.items())
        return sum(value for (known, of), value in self.samples.items() if known == name and wanted <= of)

    def labels(self, name):
        return [dict(of) for (known, of) in self.samples if known == name]


def until(name, body, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        value = body()
        if value:
            return check(name, True) and value
        time.sleep(0.05)
    check(name, False, "not in time")


def create(name, *words, **more):
    answer = call("POST", "/cli/sessions", json={"name": name, "arguments": list(words), **more})
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    return answer.json()["session_id"]


def state(session):
    return call("GET", "/cli/sessions/" + session).json()["state"]


def doors():
    """A sum over all sessions needs the right to read, of all sessions."""
    if IS_OPEN_TO_ALL:
        check("no token is needed here", call("GET", "/metrics", headers={}).status_code == 200)
        check("other calls need one", call("GET", "/cli/sessions", headers={}).status_code == 401)
        foreign = call("GET", "/metrics", headers={"Host": "evil.example"})
        check("a foreign name is refused all the same", foreign.status_code == 403, foreign.text)
        return
    check("no token", call("GET", "/metrics", headers={}).status_code == 401)
    check("no scope", call("GET", "/metrics", headers=bearer(token(scope=""))).status_code == 403)
    some = call("GET", "/metrics", headers=bearer(token(sessions=["one"])))
    check("for some sessions", some.status_code == 403, some.text)
    check("to read", call("GET", "/metrics", headers=bearer(token(scope="read"))).status_code == 200)
    check("another method", call("POST", "/metrics").status_code == 405)
    check("a parameter", call("GET", "/metrics?x=1").status_code == 400)


def forms():
    text, other = Scrape(), Scrape(OPEN)
    check("text", text.type == "text/plain; version=0.0.4; charset=utf-8", text.type)
    check("OpenMetrics", other.type == "application/openmetrics-text; version=1.0.0; charset=utf-8", other.type)
    check("its end", other.text.endswith("# EOF\n") and "# EOF" not in text.text)
    # The parsers name counters alike, and infos not.
    names = [{family.name for family in scrape.families} for scrape in (text, other)]
    check("both tell the same", names[0] - {"roost_build_info"} == names[1] - {"roost_build"}, names[0] ^ names[1])
    check("of the same kinds", {f.name: f.type for f in other.families}["roost_build"] == "info")
    for scrape in (text, other):
        for family in scrape.families:
            check("help of " + family.name, len(family.documentation) > 5)
            if family.type == "histogram":
                buckets(scrape, family)
    for name in ("roost_build_info", "roost_process_memory_bytes"):
        processes = {labels["process"] for labels in text.labels(name)}
        check(name, processes >= {"server", "gateway"}, processes)
    for process in ("server", "keeper", "gateway", "sessions"):
        value = text("roost_process_memory_bytes", process=process)
        check("memory of " + process, value is not None and (value > 1 << 16 or process == "sessions"), value)
    check("no Redis, no figure of it", "redis" not in text.text)


def buckets(scrape, family):
    """Buckets grow, and the last one has all."""
    sets = {}
    for sample in family.samples:
        if sample.name.endswith("_bucket"):
            labels = {k: v for k, v in sample.labels.items() if k != "le"}
            sets.setdefault(frozenset(labels.items()), []).append((float(sample.labels["le"]), sample.value))
    check("buckets of " + family.name, bool(sets))
    for labels, values in sets.items():
        values.sort()
        counts = [count for _, count in values]
        check("they grow: " + family.name, counts == sorted(counts), values)
        check("the last has all: " + family.name, counts[-1] == scrape(family.name + "_count", **dict(labels)))


async def chat(session):
    """Three pings, a message that is none, and how many sockets there are meanwhile."""
    path = URL.replace("http", "ws", 1) + "/cli/session/%s/ws" % session
    async with websockets.connect(path, extra_headers=ANN, max_size=None) as socket:
        await socket.recv()
        for message in ['{"type": "ping"}'] * 3 + ["nonsense"]:
            await socket.send(message)
        kinds = []
        while kinds.count("pong") < 3 or "error" not in kinds:
            kinds.append(json.loads(await asyncio.wait_for(socket.recv(), 30))["type"])
        open_now = await asyncio.to_thread(lambda: Scrape()("roost_ws_connections"))
        check("a WebSocket is open", open_now == 1, open_now)


def load():
    """A load that is known, and the difference that it makes."""
    before = Scrape()
    count = 100_000
    # Echo is off before anything is typed: what is printed is known to the byte.
    printer = create(
        "printer", "/bin/sh", "-c",
        "stty -echo; printf ready; head -c %d /dev/zero | tr '\\0' x; read line; exit 3" % count)
    until("it printed", lambda: roost("wait", "printer", "--text", "xxxx", "--timeout", "30").returncode == 0)
    until("all of it", lambda: Scrape().sum("roost_output_bytes_total") - before.sum("roost_output_bytes_total") >= count + 5)
    middle = Scrape()
    printed = middle("roost_output_bytes_total") - before("roost_output_bytes_total")
    check("bytes printed", printed == count + 5, printed)
    check("bytes typed before", middle("roost_input_bytes_total") == before("roost_input_bytes_total"))
    # Without echo it counts as a login, into which no line is submitted; keys are taken.
    keys = {"keys": list("hello") + ["Enter"]}
    check("typed", call("POST", "/cli/sessions/%s/input" % printer, json=keys).status_code == 200)
    until("it ended", lambda: state(printer) == "error")
    typed = Scrape()("roost_input_bytes_total") - before("roost_input_bytes_total")
    check("bytes typed", typed == 6, typed)

    quiet = create("quiet", "/bin/true")
    until("it is done", lambda: state(quiet) == "completed")
    shot = create("shot", "/bin/sh", "-c", "kill -SEGV $$")
    until("a signal ended it", lambda: state(shot) == "error")
    killed = create("killed", "/bin/cat")
    check("killed", call("DELETE", "/cli/sessions/" + killed).status_code == 200)
    until("it is over", lambda: state(killed) == "terminated")
    needy = create("needy", "/bin/cat")
    asyncio.run(chat(needy))
    started = time.time()
    roost("event", "approval", "--text", "may I?", "-t", "needy")
    roost("wait", "needy", "--attention", "approval", "--timeout", "30")
    check("an approval waits", Scrape()("roost_attention", kind="approval") == 1)
    until("a second passes", lambda: time.time() - started > 1.2)
    roost("event", "nothing", "-t", "needy")
    until("nobody is needed", lambda: Scrape()("roost_attention", kind="approval") == 0)
    longest = time.time() - started

    for path, headers, times, status in [
        ("/providers", ANN, 7, 200), ("/cli/sessions/nobody", ANN, 3, 404), ("/cli/search?q=x", {}, 2, 401),
        ("/odd/%22path", ANN, 4, 404),
    ]:
        for _ in range(times):
            check(path, call("GET", path, headers=headers).status_code == status)
    check("a method of its own", call("PURGE", "/health").status_code == 405)

    after = Scrape()

    def grew(name, by, **labels):
        value = after.sum(name, **labels) - before.sum(name, **labels)
        check("%s %s" % (name, labels), value == by, "%s, not %s" % (value, by))

    grew("roost_session_created_total", 5)
    grew("roost_session_ended_total", 2, reason="exited")
    grew("roost_session_ended_total", 1, reason="signalled")
    grew("roost_session_ended_total", 1, reason="killed")
    grew("roost_session_ended_total", 4)
    grew("roost_sessions", 1, state="completed", provider="program")
    grew("roost_sessions", 2, state="error")
    grew("roost_sessions", 1, state="terminated")
    grew("roost_attention_wait_seconds_count", 1, kind="approval")
    waited = after.sum("roost_attention_wait_seconds_sum", kind="approval")
    check("how long it waited", 1 < waited <= longest, (waited, longest))
    grew("roost_http_requests_total", 7, route="/providers", method="GET", status="200")
    grew("roost_http_requests_total", 3, route="/cli/sessions/{id}", method="GET", status="404")
    grew("roost_http_requests_total", 2, route="/cli/search", method="GET", status="401")
    grew("roost_http_requests_total", 4, route="other", method="GET", status="404")
    grew("roost_http_requests_total", 1, route="/health", method="other", status="405")
    grew("roost_http_requests_total", 5, route="/cli/sessions", method="POST", status="201")
    grew("roost_http_requests_total", 1, route="/cli/session/{id}/ws", status="101")
    calls = after.sum("roost_http_requests_total")
    check("each call has a time", after("roost_http_request_seconds_count") == calls, calls)
    grew("roost_ws_messages_total", 3, type="ping", direction="received")
    grew("roost_ws_messages_total", 3, type="pong", direction="sent")
    grew("roost_ws_messages_total", 1, type="invalid", direction="received")
    grew("roost_ws_messages_total", 1, type="error", direction="sent")
    check("no WebSocket is open", after("roost_ws_connections") == 0)
    check("commits are timed", after("roost_store_commit_seconds_count") > before("roost_store_commit_seconds_count"))
    check("the size", after("roost_store_size_bytes") > 0)
    until("nothing waits to be written", lambda: Scrape()("roost_store_lag_bytes") == 0)
    check("programs take memory", after("roost_process_memory_bytes", process="sessions") > 0)


def tasks():
    """A task that passes and one that fails, by a claude that is a script."""
    before = Scrape()
    check("it passes", roost("run", "pass", check=False).returncode == 0)
    check("it fails", roost("run", "fail", check=False).returncode != 0)
    until("both are in the store", lambda: Scrape().sum("roost_tasks", state="passed") == 1)
    after = Scrape()
    for name, labels, value in [
        ("roost_tasks", {"state": "passed", "provider": "claude"}, 1),
        ("roost_tasks", {"state": "failed", "provider": "claude"}, 1),
        ("roost_tasks", {"state": "running", "provider": "claude"}, 0),
        ("roost_task_duration_seconds_count", {}, 2), ("roost_task_queue_seconds_count", {}, 2),
        ("roost_task_cost_usd_total", {}, 0.5), ("roost_tokens_total", {"direction": "input"}, 6),
        ("roost_tokens_total", {"direction": "output"}, 8), ("roost_breaker_state", {"provider": "claude"}, 0),
    ]:
        check("%s %s" % (name, labels), after(name, **labels) == value, after(name, **labels))
    left = after("roost_rate_limiter_remaining")
    check("starts that are left", before("roost_rate_limiter_remaining") - left == 2, left)


def many():
    """1,000 sessions and as many paths, with names of all kinds: not one label more."""
    before = Scrape()
    series = {key for key in before.samples}
    for number in range(1000):
        create('odd-%d"\\{}=é\'' % number, "/bin/true", metadata={"odd %d" % number: "x"})
    for number in range(1000):
        call("GET", "/odd/%d?x=%d" % (number, number), headers={})
    until("all are over", lambda: Scrape().sum("roost_sessions", state="completed") >= 1001)
    after = Scrape(OPEN)
    check("all were counted", after("roost_session_created_total") - before("roost_session_created_total") == 1000)
    check("and are there", after.sum("roost_sessions") - before.sum("roost_sessions") == 1000)
    new = {key for key in after.samples if key not in series and not key[0].endswith("_info")}
    check("no new labels but those of the calls", all(name == "roost_http_requests_total" for name, _ in new), new)
    check("few of them", len(new) < 5, new)
    check("no free text", "odd" not in after.text and "é" not in after.text)
    check("closed lists", {v["state"] for v in after.labels("roost_sessions")} == set(STATES))
    check("kinds", {v["kind"] for v in after.labels("roost_attention")} == set(KINDS))
    check("reasons", {v["reason"] for v in after.labels("roost_session_ended_total")} == set(REASONS))
    check("one answer is small", len(after.text) < 100_000, len(after.text))


def dashboard():
    """Grafana finds what it asks for."""
    document = json.loads(roost("gateway", "grafana").stdout)
    queries = [target["expr"] for panel in document["panels"] for target in panel.get("targets", [])]
    check("it asks", len(queries) > 20)
    names = {name for query in queries for name in re.findall(r"roost_\w+", query)}
    scrape = Scrape()
    told = {name for name, _ in scrape.samples}
    # What has a label that nothing has yet is told without a sample.
    told |= set(re.findall(r"^# TYPE (\S+) ", scrape.text, re.M))
    check("all of it is told", names <= told, names - told)


def without_server():
    roost("server", "stop")
    answer = call("GET", "/metrics")
    families = {s.name: s.value for f in text_format(answer.text) for s in f.samples if not s.labels}
    check("the gateway tells of itself alone", families.get("roost_server_up") == 0, families)
    check("and of nothing else", "roost_sessions" not in answer.text and families["roost_ws_connections"] == 0)
    roost("server", "start")
    until("the server is back", lambda: Scrape()("roost_server_up") == 1)


doors()
forms()
if IS_OPEN_TO_ALL:
    check.end(100)
load()
tasks()
dashboard()
many()
without_server()
check.end(200)
