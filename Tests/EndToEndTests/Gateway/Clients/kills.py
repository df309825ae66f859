"""Gateway and server are killed while a session prints: who reconnects misses nothing and hears nothing twice."""
import asyncio
import json
import os
import random
import re
import signal
import time

import requests
import websockets
from client import Checks, address, bearer, roost, token

check = Checks()
URL = address()
PORT = URL.rsplit(":", 1)[1]
LINES = int(os.environ.get("ROOST_TEST_LINES", "4000"))
SEED = int(os.environ.get("ROOST_TEST_SEED", str(random.randrange(1 << 30))))
print("seed", SEED, flush=True)


def kill(what):
    if what == "gateway":
        with open(os.environ["ROOST_HOME"] + "/run/gateway.json") as file:
            os.kill(json.load(file)["pid"], signal.SIGKILL)
        roost("gateway", "start", "--port", PORT)
    else:
        os.kill(json.loads(roost("server", "pids", "--json").stdout)["server"], signal.SIGKILL)


async def listen(session, done, heard):
    """Comes back with the last number it has, as often as need be."""
    last, gaps, connections = 0, 0, 0
    while not done.is_set():
        uri = "%s/cli/session/%s/ws?token=%s&last_message_id=%d" % (URL.replace("http", "ws", 1), session, token(), last)
        try:
            async with websockets.connect(uri, max_size=None) as ws:
                connections += 1
                while not done.is_set():
                    message = json.loads(await asyncio.wait_for(ws.recv(), 60))
                    if message["message_id"] < last:
                        heard.append("<number %d after %d>" % (message["message_id"], last))
                    last = message["message_id"]
                    if message["type"] == "output":
                        heard.append(message["data"]["output"])
                        if "finished" in "".join(heard[-3:]):
                            done.set()
                    elif message["type"] == "status" and message["data"].get("gap"):
                        gaps += 1
        except (OSError, websockets.exceptions.WebSocketException, asyncio.TimeoutError):
            await asyncio.sleep(0.05)
    return gaps, connections


async def main():
    body = {
        "name": "printer",
        "arguments": ["bash", "-c", "for ((i=1;i<=%d;i++)); do echo line-$i.; ((i%%10)) || sleep 0.02; done; echo finished; read x" % LINES],
    }
    answer = requests.post(URL + "/cli/sessions", json=body, headers=bearer(token()), timeout=30)
    session = answer.json()["session_id"]
    heard, done = [[], []], [asyncio.Event(), asyncio.Event()]
    clients = [asyncio.create_task(listen(session, done[n], heard[n])) for n in range(2)]
    source = random.Random(SEED)
    kills = ["gateway", "server"] * 3
    source.shuffle(kills)
    for what in kills:
        await asyncio.sleep(source.uniform(0.2, 1.0))
        await asyncio.get_running_loop().run_in_executor(None, kill, what)
    results = await asyncio.wait_for(asyncio.gather(*clients), 240)
    expected = ["line-%d." % n for n in range(1, LINES + 1)]
    for number, (gaps, connections) in enumerate(results):
        text = "".join(heard[number])
        found = re.findall(r"line-\d+\.", text)
        wrong = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
        check("client %d heard each line once, in order" % number, found == expected, (len(found), found[max(0, wrong - 2):wrong + 3]))
        check("client %d saw no gap, and no number go back" % number, gaps == 0 and "<number" not in text, gaps)
        check("client %d had to come back" % number, connections > 1, connections)


asyncio.run(main())
check.end(6)
