"""Print-mode tasks and recordings over REST, by a claude that is a script."""
import json
import os
import time

import requests
from client import Checks, address, bearer, roost, token

check = Checks()
URL = address()
ANN, BOB = bearer(token()), bearer(token("bob"))
ROOT = bearer(token("root", scope="admin"))
HOME = os.environ["HOME"]


def call(method, path, headers=ANN, **more):
    return requests.request(method, URL + path, headers=headers, timeout=60, **more)


def is_error(name, answer, status, code, field=None):
    error = answer.json().get("error", {})
    good = answer.status_code == status and error.get("code") == code and error["message"].startswith("cannot ")
    check(name, good and (field is None or error["field"] == field), "%s %s" % (answer.status_code, error))


def run(prompt, headers=ANN, **more):
    answer = call("POST", "/tasks", headers, json={"prompt": prompt, "working_directory": HOME, **more})
    check("run " + prompt, answer.status_code == 201, answer.text)
    return answer.json()["id"]


def until(name, body, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        value = body()
        if value:
            return check(name, True) and value
        time.sleep(0.05)
    check(name, False, "not in time")


def show(task, headers=ANN):
    return call("GET", "/tasks/%d" % task, headers).json()


def ends(task, state):
    return until("%d is %s" % (task, state), lambda: (lambda t: t["state"] == state and t)(show(task)))


def life():
    one = run("pass", name="first", metadata={"ticket": "A-1"}, model="opus")
    task = ends(one, "passed")
    check("what it came to", task and task["result"] == "done" and task["total_cost_usd"] == 0.25, task)
    check("whose it is", task["user_id"] == "ann" and task["metadata"] == {"ticket": "A-1"}, task)
    check("no environment", "environment" not in task or task["environment"] == {}, task)
    steps = [step["to"] for step in task["history"]]
    check("its history", steps[0] == "starting" and steps[-1] == "passed", steps)
    log = call("GET", "/tasks/%d/log" % one).json()
    check("its log", [m["number"] for m in log["messages"]] == list(range(1, log["total"] + 1)), log)
    check("what it said", any(m["message"].get("text") == "hello" for m in log["messages"]), log)
    part = call("GET", "/tasks/%d/log?from=2&limit=1" % one).json()["messages"]
    check("a part of it", [m["number"] for m in part] == [2], part)
    two = run("fail", retries=0)
    check("its error", ends(two, "failed")["exit_code"] == 1)
    again = call("POST", "/tasks/%d/retry" % two)
    # It is told of as it is then: the second attempt may be over.
    task = again.json()
    is_under_way = task["attempt"] == 2 or task["state"] in ("queued", "starting", "running")
    check("tried again", again.status_code == 200 and is_under_way, again.text)
    until("a second attempt", lambda: show(two)["attempt"] == 2 and show(two)["state"] == "failed")
    three = run("stream 5000", after=[one])
    until("it runs", lambda: show(three)["state"] == "running")
    is_error("one that runs is not tried again", call("POST", "/tasks/%d/retry" % three), 409, "CONFLICT")
    check("cancelled", call("POST", "/tasks/%d/cancel" % three).status_code == 200)
    ends(three, "cancelled")
    is_error("but once", call("POST", "/tasks/%d/cancel" % three), 409, "CONFLICT")
    waits = run("pass", needs_approval=True)
    check("it waits for a yes", show(waits)["state"] == "queued")
    check("taken out", call("POST", "/tasks/%d/cancel" % waits).json()["state"] == "cancelled")
    return one, two, three, waits


def lists(tasks):
    def ids(query="", headers=ANN):
        answer = call("GET", "/tasks" + query, headers)
        return [task["id"] for task in answer.json()["tasks"]]

    newest = sorted(tasks, reverse=True)
    check("newest first", ids() == newest, ids())
    check("by state", ids("?state=failed") == [tasks[1]] and ids("?state=active") == [])
    check("by metadata", ids("?metadata.ticket=A-1") == [tasks[0]])
    check("by name", ids("?name=first") == [tasks[0]])
    page = call("GET", "/tasks?limit=2&offset=1").json()
    check("a page", [t["id"] for t in page["tasks"]] == newest[1:3] and page["more"] is True, page)
    check("the last page", call("GET", "/tasks?limit=2&offset=2").json()["more"] is False)
    is_error("no state", call("GET", "/tasks?state=odd"), 400, "BAD_REQUEST", "state")
    is_error("no parameter", call("GET", "/tasks?colour=red"), 400, "BAD_REQUEST", "colour")
    check("a text", call("GET", "/tasks/first").status_code == 404)


def doors(tasks):
    one = tasks[0]
    host = json.loads(roost("tasks", "list", "--json").stdout)
    check("the host sees them all", {t["id"] for t in host} >= set(tasks))
    roost("run", "pass")
    own = max(t["id"] for t in json.loads(roost("tasks", "list", "--json").stdout))
    check("the host's own is nobody's", call("GET", "/tasks/%d" % own).status_code == 404)
    check("but for who sees all", call("GET", "/tasks/%d" % own, ROOT).status_code == 200)
    for method, path in [("GET", ""), ("GET", "/log"), ("POST", "/cancel"), ("POST", "/retry")]:
        is_error("another's %s" % path, call(method, "/tasks/%d%s" % (one, path), BOB), 404, "TASK_NOT_FOUND")
        is_error("none %s" % path, call(method, "/tasks/999%s" % path), 404, "TASK_NOT_FOUND")
        check("no token %s" % path, call(method, "/tasks/%d%s" % (one, path), {}).status_code == 401)
    check("another's list", call("GET", "/tasks", BOB).json()["tasks"] == [])
    check("no way around", call("GET", "/tasks?user_id=ann", BOB).json()["tasks"] == [])
    everybody = [t["id"] for t in call("GET", "/tasks?limit=500", ROOT).json()["tasks"]]
    check("who sees all", set(everybody) >= set(tasks) | {own}, everybody)
    anns = call("GET", "/tasks?user_id=ann", ROOT).json()["tasks"]
    check("of one user", {t["id"] for t in anns} == set(tasks))
    body = {"prompt": "pass", "working_directory": HOME}
    reader = bearer(token(scope="read"))
    check("to read", call("GET", "/tasks", reader).status_code == 200)
    is_error("to read alone", call("POST", "/tasks", reader, json=body), 403, "FORBIDDEN")
    is_error("nor to end", call("POST", "/tasks/%d/cancel" % one, reader), 403, "FORBIDDEN")
    is_error("for some sessions", call("GET", "/tasks", bearer(token(sessions=["x"]))), 403, "FORBIDDEN")
    is_error("for another", call("POST", "/tasks", json={**body, "user_id": "bob"}), 403, "FORBIDDEN", "user_id")
    check("by who may", call("POST", "/tasks", ROOT, json={**body, "user_id": "bob"}).json()["user_id"] == "bob")
    is_error("after another's", call("POST", "/tasks", BOB, json={**body, "after": [one]}), 422, "INVALID_FIELD", "after")
    for field, value in [
        ("prompt", ""), ("prompt", 1), ("working_directory", "here"), ("timeout", 0), ("timeout", "long"),
        ("retries", -1), ("after", "1"), ("after", [0]), ("permission", "root"), ("metadata", {"a": 1}),
        ("max_turns", 0), ("environment", {"A=B": "x"}), ("allowed_tools", "Bash"),
    ]:
        is_error("%s %s" % (field, value), call("POST", "/tasks", json={**body, field: value}), 422, "INVALID_FIELD")
    is_error("no provider", call("POST", "/tasks", json={**body, "cli_tool": "nobody"}), 422, "CANNOT_START")
    nowhere = {**body, "working_directory": "/nowhere"}
    is_error("no folder", call("POST", "/tasks", json=nowhere), 422, "CANNOT_START")


def cast():
    """What was printed, to the byte, in order of time; and no secret."""
    script = "stty -echo; printf 'one \\303\\251\\n'; seq 1 20000; echo key sk-ant-api03-%s; echo end" % ("Ab1" * 30)
    made = call("POST", "/cli/sessions", json={"name": "tape", "arguments": ["/bin/sh", "-c", script], "cols": 90, "rows": 20})
    one = made.json()["session_id"]
    until("it ended", lambda: call("GET", "/cli/sessions/" + one).json()["state"] == "completed")
    answer = call("GET", "/cli/sessions/%s/replay.cast" % one)
    check("its type", answer.headers["content-type"] == "application/x-asciicast", answer.headers)
    check("in parts", answer.headers.get("transfer-encoding") == "chunked", answer.headers)
    lines = answer.content.decode("utf-8").splitlines()
    head, events = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    check("its head", head["version"] == 2 and head["width"] == 90 and head["height"] == 20, head)
    times = [event[0] for event in events]
    check("in order", times == sorted(times) and all(t >= 0 for t in times))
    text = "".join(event[2] for event in events if event[1] == "o")
    wanted = "one é\r\n" + "".join("%d\r\n" % n for n in range(1, 20001))
    check("all of it", text.startswith(wanted) and text.endswith("end\r\n"), text[-200:])
    check("no secret", "Ab1Ab1" not in answer.text and "key sk-ant-[redacted]" in text[len(wanted):], text[-200:])
    check("on the same connection", two_calls(one) == (200, 200))
    is_error("another's", call("GET", "/cli/sessions/%s/replay.cast" % one, BOB), 404, "SESSION_NOT_FOUND")
    check("no token", call("GET", "/cli/sessions/%s/replay.cast" % one, {}).status_code == 401)
    quiet = call("POST", "/cli/sessions", json={"name": "quiet", "arguments": ["/bin/true"]}).json()["session_id"]
    until("it is done", lambda: call("GET", "/cli/sessions/" + quiet).json()["state"] == "completed")
    lines = call("GET", "/cli/sessions/%s/replay.cast" % quiet).text.splitlines()
    check("nothing was printed", len(lines) == 1 and json.loads(lines[0])["version"] == 2, lines)


def two_calls(session):
    with requests.Session() as both:
        first = both.get(URL + "/cli/sessions/%s/replay.cast" % session, headers=ANN, timeout=60)
        return first.status_code, both.get(URL + "/health", timeout=60).status_code


made = life()
lists(made)
doors(made)
cast()
check.end(80)
