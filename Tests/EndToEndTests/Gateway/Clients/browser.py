"""A headless Chromium, driven over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).

There is nothing in between: a page is looked at and typed into as a person would, by coordinates and keys.
"""
import asyncio
import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import websockets

NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]


def program():
    """The browser's path; without one the test fails, and says what is missing."""
    given = os.environ.get("ROOST_TEST_CHROMIUM")
    found = shutil.which(given) if given else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        print("FAIL there is no Chromium to test the dashboard with: install chromium-headless-shell (Debian), "
              "or name one in ROOST_TEST_CHROMIUM")
        sys.exit(1)
    return found


class Browser:
    def __init__(self, width=1440, height=900):
        # In the test's home, which goes with all that is in it.
        self.folder = tempfile.mkdtemp(prefix="chromium-", dir=os.environ["HOME"])
        words = [
            program(), "--headless", "--remote-debugging-port=0", "--user-data-dir=" + self.folder, "--disable-gpu",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--window-size=%d,%d" % (width, height), "about:blank",
        ]
        # The sandbox needs a user of its own.
        if os.getuid() == 0:
            words.append("--no-sandbox")
        self.log = open(self.folder + "/log", "w")
        # The program is a script around the browser: a group of their own ends with one signal.
        self.process = subprocess.Popen(
            words, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, start_new_session=True)
        self.size = (width, height)

    async def endpoint(self):
        path = self.folder + "/DevToolsActivePort"
        end = time.time() + 60
        while time.time() < end and self.process.poll() is None:
            if os.path.exists(path):
                lines = open(path).read().split("\n")
                if len(lines) > 1 and lines[1]:
                    return "ws://127.0.0.1:%s%s" % (lines[0], lines[1])
            await asyncio.sleep(0.05)
        raise RuntimeError("the browser did not start: " + open(self.folder + "/log").read()[-2000:])

    async def __aenter__(self):
        try:
            self.socket = await websockets.connect(await self.endpoint(), max_size=None, ping_interval=None)
        except BaseException:
            self.end()
            raise
        self.number, self.answers, self.pages = 0, {}, {}
        self.reader = asyncio.ensure_future(self.read())
        return self

    async def __aexit__(self, *_):
        self.reader.cancel()
        await self.socket.close()
        self.end()

    def end(self):
        # Nothing in it is to be kept.
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                future = self.answers.pop(message["id"], None)
                if future and not future.done():
                    future.set_result(message)
            elif message.get("sessionId") in self.pages:
                self.pages[message["sessionId"]].heard(message["method"], message["params"])

    async def ask(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        future = asyncio.get_event_loop().create_future()
        self.answers[self.number] = future
        await self.socket.send(json.dumps(message))
        answer = await asyncio.wait_for(future, 60)
        if "error" in answer:
            raise RuntimeError("%s: %s" % (method, answer["error"]))
        return answer["result"]

    async def page(self, width=None, height=None, dark=False, mobile=False):
        """A page of its own: no cookie of another."""
        context = (await self.ask("Target.createBrowserContext"))["browserContextId"]
        target = (await self.ask("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self, session)
        self.pages[session] = page
        for domain in ["Page", "Runtime", "Network", "Log"]:
            await page.ask(domain + ".enable")
        await page.resize(width or self.size[0], height or self.size[1], mobile)
        await page.ask("Emulation.setFocusEmulationEnabled", enabled=True)
        await page.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        return page


KEYS = {
    "Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8, "ArrowUp": 38, "ArrowDown": 40, "ArrowLeft": 37,
    "ArrowRight": 39, "PageUp": 33, "PageDown": 34, "Home": 36, "End": 35,
}


class Page:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        # What the page complained of, and where it called.
        self.problems, self.requests = [], []

    async def ask(self, method, **params):
        return await self.browser.ask(method, self.session, **params)

    def heard(self, method, params):
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.problems.append("%s %s" % (params["entry"]["text"], params["entry"].get("url", "")))
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    async def resize(self, width, height, mobile=False):
        await self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        await self.ask("Emulation.setTouchEmulationEnabled", enabled=mobile)

    async def open(self, url):
        await self.ask("Page.navigate", url=url)

    async def run(self, script):
        """The value of an expression; a promise is waited for."""
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError("%s: %s" % (script, answer["exceptionDetails"]["exception"].get("description")))
        return answer["result"].get("value")

    async def until(self, script, seconds=30):
        """Waits until an expression is true, by looking whenever the page has been painted; false if it never is."""
        end = time.time() + seconds
        while True:
            try:
                value = await self.run(script)
            except RuntimeError:
                # The page is being loaded.
                value = None
            if value or time.time() > end:
                return value
            await asyncio.sleep(0.03)

    async def box(self, selector):
        return await self.run(
            "(() => { const b = document.querySelector(%s)?.getBoundingClientRect();"
            " return b && [b.left, b.top, b.width, b.height] })()" % json.dumps(selector))

    async def mouse(self, kind, x, y, button="left", **more):
        await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, **more)

    async def click(self, selector):
        left, top, width, height = await self.box(selector)
        for kind in ["mousePressed", "mouseReleased"]:
            await self.mouse(kind, left + width / 2, top + height / 2, clickCount=1)

    async def wheel(self, x, y, delta):
        await self.mouse("mouseWheel", x, y, "none", deltaX=0, deltaY=delta)

    async def key(self, key, ctrl=False, shift=False, alt=False):
        code = KEYS.get(key) or ord(key.upper())
        modifiers = (1 if alt else 0) | (2 if ctrl else 0) | (8 if shift else 0)
        name = key if key in KEYS else "Key" + key.upper()
        text = "\r" if key == "Enter" else key if len(key) == 1 and not ctrl else ""
        shared = dict(key=key, code=name, windowsVirtualKeyCode=code, modifiers=modifiers)
        await self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **shared)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **shared)

    async def type(self, text):
        for character in text:
            shared = dict(key=character, windowsVirtualKeyCode=0)
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=character, **shared)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **shared)

    async def picture(self, path):
        answer = await self.ask("Page.captureScreenshot", format="png")
        with open(path, "wb") as file:
            file.write(base64.b64decode(answer["data"]))
