"""The dashboard in a real browser: log in, look, type, answer, resize, scroll back, on a phone, with keys alone."""
import asyncio
import glob
import json
import os
import time

import requests
import websockets
from browser import Browser
from client import Checks, address, bearer, roost, token

check = Checks()
URL = address()
HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
ANN = bearer(token())
PICTURES = os.environ.get("ROOST_TEST_PICTURES")

SCREEN = "[...document.querySelectorAll('.screen .line')].map((line) => line.textContent.trimEnd())"
HAS = "(%s).some((line) => line === %%s)" % SCREEN


def call(method, path, headers=ANN, **more):
    return requests.request(method, URL + path, headers=headers, timeout=30, **more)


def create(name, command, user="ann", **more):
    answer = call("POST", "/cli/sessions", headers=bearer(token(user)), json={"name": name, "arguments": command, **more})
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    return answer.json()["session_id"]


def link(*words):
    return roost("gateway", "login", "--user", "ann", *words).stdout.strip()


def capture(name):
    lines = [line.rstrip() for line in roost("capture", name).stdout.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


async def enter(browser, *words, **how):
    page = await browser.page(**how)
    await page.open(link(*words))
    check("a link lets in", await page.until("!document.querySelector('#app')?.hidden && document.querySelectorAll('.item').length > 0"))
    return page


async def show(page, name):
    """Clicks a session in the list, and waits for its terminal."""
    script = "[...document.querySelectorAll('#list .item')].find((item) => item.querySelector('.name').textContent === %s)" % json.dumps(name)
    await page.until(script + " !== undefined")
    await page.run(script + ".click()")
    return await page.until("document.querySelector('#name').textContent === %s && document.querySelectorAll('.screen .line').length > 1" % json.dumps(name))


async def sees(page, name, line, seconds=30):
    shown = await page.until(HAS % json.dumps(line), seconds)
    return check(name, shown, "" if shown else await page.run(SCREEN))


async def same(page, name, session):
    """The page's text is the terminal's."""
    end = asyncio.get_event_loop().time() + 20
    while True:
        there = await page.run(SCREEN)
        while there and not there[-1]:
            there.pop()
        here = capture(session)
        if there == here or asyncio.get_event_loop().time() > end:
            break
        await asyncio.sleep(0.05)
    wrong = [pair for pair in zip(there + [None] * len(here), here + [None] * len(there)) if pair[0] != pair[1]]
    return check(name, not wrong, wrong[:3])


async def picture(page, name):
    if PICTURES:
        await page.picture("%s/%s.png" % (PICTURES, name))


# MARK: Doors


async def doors(browser):
    page = await browser.page()
    await page.open(URL)
    check("without a cookie it asks for a token", await page.until("document.querySelector('#login')?.hidden === false"))
    await page.until("document.activeElement.id === 'login-token'")
    await page.type("nonsense")
    await page.key("Enter")
    check("a bad token", await page.until("document.querySelector('#login-error').textContent.startsWith('cannot take the token')"))
    await picture(page, "login")
    once = link()
    check("the code is where no server gets it", once.startswith(URL + "/#login="), once)
    code = once.split("=")[1]
    check("a code is no token", call("GET", "/cli/sessions", bearer(code)).status_code == 401)
    await page.open(once)
    check("a link that is opened", await page.until("document.querySelector('#app')?.hidden === false"))
    check("the code is not in the address", "login" not in await page.run("location.href"))
    cookies = (await page.ask("Network.getCookies", urls=[URL]))["cookies"]
    cookie = next((c for c in cookies if c["name"] == "roost_token"), {})
    check("the cookie", cookie.get("httpOnly") and cookie.get("sameSite") == "Strict", cookies)
    check("no script reads it", await page.run("document.cookie") == "")
    check("nothing is kept", await page.run("localStorage.length + sessionStorage.length") == 0)
    other = await browser.page()
    await other.open(once)
    check("a link is used once", await other.until("document.querySelector('#login-error')?.textContent.includes('used already')"))
    await other.until("document.activeElement.id === 'login-token'")
    await other.type(token("bob"))
    await other.key("Enter")
    check("a token that is typed in", await other.until("document.querySelector('#who')?.textContent === 'bob'"))
    check("others' sessions are not seen", await other.until("document.querySelectorAll('.item').length === 0 && document.querySelector('#list .empty') !== null"))
    await other.click("#logout")
    check("out", await other.until("document.querySelector('#login').hidden === false"))
    check("the cookie is gone", (await other.ask("Network.getCookies", urls=[URL]))["cookies"] == [])
    await other.type(token(exp=time.time() + 8))
    await other.key("Enter")
    await show(other, "shell")
    check("a token that expires", await other.until("document.querySelector('#login').hidden === false"))
    await page.open(URL)
    check("the cookie stays", await page.until("document.querySelector('#app')?.hidden === false"))

    value = {"Cookie": "roost_token=" + cookie.get("value", "")}
    body = {"json": {"name": "forged", "arguments": ["cat"]}}
    check("reading with a cookie", call("GET", "/cli/sessions", value).status_code == 200)
    for name, origin in [("no origin", None), ("another port", "http://localhost:1"), ("another site", "https://evil.example"), ("none", "null")]:
        headers = dict(value, **({"Origin": origin} if origin else {}))
        answer = call("POST", "/cli/sessions", headers, **body)
        check("forged: " + name, answer.status_code == 403 and answer.json()["error"]["code"] == "FOREIGN_ORIGIN", answer.text)
    check("nothing was forged", "forged" not in roost("list", "--all").stdout)
    answer = call("DELETE", "/cli/sessions/nothing", dict(value, Origin=URL))
    check("the page itself may", answer.status_code == 404, answer.text)
    for origin, good in [("http://localhost:1", False), (URL, True)]:
        try:
            async with websockets.connect(
                    URL.replace("http", "ws", 1) + "/cli/session/shell/screen/ws", extra_headers=value, origin=origin):
                check("a socket from " + origin, good)
        except websockets.exceptions.InvalidStatusCode as error:
            check("a socket from " + origin, not good and error.status_code == 403, error)
    answer = call("GET", "/", {})
    policy = answer.headers["content-security-policy"]
    check("the policy", "default-src 'none'" in policy and "unsafe" not in policy, policy)
    check("logging in from elsewhere", call("POST", "/login", {"Origin": "http://localhost:1"}, json={"token": token()}).status_code == 403)


# MARK: The protocol


class Wire:
    """A terminal without a page."""

    async def __aenter__(self):
        self.socket = await websockets.connect(self.path, max_size=None, extra_headers=self.headers)
        return self

    def __init__(self, session, **claims):
        self.path = URL.replace("http", "ws", 1) + "/cli/session/%s/screen/ws" % session
        self.headers = bearer(token(**claims))

    async def __aexit__(self, *_):
        await self.socket.close()

    async def next(self, kind, seconds=20):
        while True:
            message = json.loads(await asyncio.wait_for(self.socket.recv(), seconds))
            if message["type"] == kind:
                return message["data"]

    async def say(self, kind, **data):
        await self.socket.send(json.dumps({"type": kind, "data": data}))

    async def frame_with(self, text):
        """Acknowledges until a frame has a text."""
        while True:
            frame = await self.next("screen")
            await self.say("ack", sequence=frame["sequence"])
            if text in json.dumps(frame):
                return frame


async def protocol():
    create("wire", ["bash", "--norc"], rows=10, cols=40)
    async with Wire("wire") as wire:
        ready = await wire.next("ready")
        check("ready", ready == {"name": "wire", "writable": True}, ready)
        frame = await wire.next("screen")
        check("the first frame has every row", [change[0] for change in frame["changes"]] == list(range(10)), frame)
        check("its size", (frame["rows"], frame["cols"]) == (10, 40))
        # Not acknowledged: whatever is printed, nothing comes, and then the newest alone.
        await wire.say("text", text="seq 1 2000; echo en''d")
        await wire.say("key", key="Enter")
        roost("wait", "wire", "--text", "^end$", "--timeout", "30")
        await wire.say("ping")
        between = json.loads(await asyncio.wait_for(wire.socket.recv(), 20))
        check("one frame is in flight", between["type"] == "pong", between)
        await wire.say("ack", sequence=frame["sequence"])
        frame = await wire.frame_with("end")
        check("the newest comes", frame["sequence"] <= 4, frame["sequence"])
        check("the past", frame["scrollback"][1] - frame["scrollback"][0] > 1900, frame["scrollback"])
        await wire.say("scrollback", **{"from": frame["scrollback"][0], "count": 5})
        lines = await wire.next("scrollback")
        check("lines of it", [row[0] for row in lines["rows"]][1:4] == [["1"], ["2"], ["3"]], lines)
        await wire.say("size", rows=12, cols=50)
        frame = await wire.frame_with('"rows": 12')
        check("another size", (frame["rows"], frame["cols"]) == (12, 50), frame)
        for message in ['{"type":"key","data":{"key":"Nope"}}', "{}", '{"type":"size","data":{"rows":0,"cols":1}}']:
            await wire.socket.send(message)
            check("refused: " + message, (await wire.next("error"))["error_code"] == "INVALID_MESSAGE")
        await wire.say("auth", code="123456")
        check("no code is asked for", (await wire.next("error"))["error_code"] == "NOT_READY")
    async with Wire("wire", scope="read") as wire:
        check("who may only look", (await wire.next("ready"))["writable"] is False)
        frame = await wire.next("screen")
        check("sees", frame["rows"] == 12)
        for kind, data in [("key", {"key": "x"}), ("paste", {"text": "x"}), ("size", {"rows": 20, "cols": 20})]:
            await wire.say(kind, **data)
            check("and does no " + kind, (await wire.next("error"))["error_code"] == "FORBIDDEN")
    for user, code in [("bob", 4404), ("ann", None)]:
        async with Wire("wire", user=user) as wire:
            try:
                await wire.next("screen")
                check("a session of one's own", code is None)
            except websockets.exceptions.ConnectionClosed as error:
                check("another's session", error.code == code, error.code)


# MARK: The page


async def terminal(page):
    check("the shell is shown", await show(page, "shell"))
    await page.until("document.activeElement.className === 'field'")
    await page.type("echo he''llo-$((40 + 2))")
    await page.key("Enter")
    await sees(page, "what is typed is echoed", "hello-42")
    await page.ask("Input.insertText", text="echo 漢''字 é")
    await page.key("Enter")
    await sees(page, "an input method types", "漢字 é")
    check("wide characters take two cells", await page.run(
        "(() => { const wide = document.querySelector('.screen .wide'), line = document.querySelector('.screen .line');"
        " return Math.abs(wide.getBoundingClientRect().width / parseFloat(getComputedStyle(document.querySelector('.terminal')).getPropertyValue('--cell')) - 2) < 0.01 })()"))
    await page.type("printf '\\033[1;31mred\\033[0m \\033]8;;https://example.org/x\\033\\\\link\\033]8;;\\033\\\\ \\033]8;;javascript:alert(1)\\033\\\\bad\\033]8;;\\033\\\\\\n'")
    await page.key("Enter")
    await sees(page, "colours and links", "red link bad")
    check("bold and red", await page.run("[...document.querySelectorAll('.screen .bold')].some((e) => e.textContent === 'red' && e.style.color === 'var(--p1)')"))
    check("a link", await page.run("[...document.querySelectorAll('.screen a')].map((a) => a.href).join()") == "https://example.org/x")
    # What is pasted is pasted, and C-c interrupts.
    await page.run("(() => { const data = new DataTransfer(); data.setData('text/plain', 'echo pas\"\"ted');"
                   " document.querySelector('.field').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) })()")
    await page.key("Enter")
    await sees(page, "a paste", "pasted")
    await page.type("sleep 1000")
    await page.key("Enter")
    await page.key("c", ctrl=True)
    await page.type("echo still''here")
    await page.key("Enter")
    await sees(page, "C-c interrupts", "stillhere")
    await same(page, "the screen is the terminal's", "shell")
    await picture(page, "terminal")


def size(name):
    return next((s["rows"], s["cols"]) for s in json.loads(roost("list", "--all", "--json").stdout) if s["name"] == name)


async def resizing(page):
    before = size("shell")
    check("the terminal has the page's size", before[0] > 30 and before[1] > 80, before)
    await page.resize(900, 600)
    await page.until("(%s).length < %d" % (SCREEN, before[0]))
    smaller = size("shell")
    check("a smaller page", smaller[0] < before[0] and smaller[1] < before[1], smaller)
    await page.type("clear; stty size")
    await page.key("Enter")
    await sees(page, "its program knows", "%d %d" % smaller)
    check("nothing is cut", await page.run("(() => { const e = document.querySelector('.terminal'); return e.scrollWidth <= e.clientWidth + 1 })()"))
    await page.resize(*page.browser.size)
    check("and larger again", await page.until("(%s).length === %d" % (SCREEN, before[0])) and size("shell") == before)


    roost("new", "-d", "-n", "paned", "-w", "main", "--size", "100x30", "--", "bash", "--norc")
    paned = size("paned")
    await show(page, "paned")
    await page.type("echo pa''ne")
    await page.key("Enter")
    await sees(page, "a workspace's session is typed into", "pane")
    check("and keeps its pane's size", size("paned") == paned and paned[1] == 100, (paned, size("paned")))
    await show(page, "shell")


async def selecting(page):
    await page.type("clear; printf 'x%.0s' {1..300}; echo; echo sec''ond")
    await page.key("Enter")
    await sees(page, "a long line", "second")
    left, top, width, _ = await page.box(".screen .line")
    row = float(await page.run("parseFloat(getComputedStyle(document.querySelector('.terminal')).getPropertyValue('--row'))"))
    rows = len([line for line in await page.run(SCREEN) if line.startswith("x")])
    await page.mouse("mousePressed", left + 1, top + row / 2, clickCount=1)
    await page.mouse("mouseMoved", left + 50, top + row * 1.5, buttons=1)
    await page.mouse("mouseMoved", left + width - 2, top + row * (rows + 0.5), buttons=1)
    await page.mouse("mouseReleased", left + width - 2, top + row * (rows + 0.5), clickCount=1)
    copied = await page.run("""(() => {
      const clipboardData = new DataTransfer();
      document.querySelector('.terminal').dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData('text/plain');
    })()""")
    check("a line that goes on is copied as one", rows > 1 and copied == "x" * 300 + "\nsecond", (rows, copied))
    await page.click(".terminal")
    await page.type("echo ag''ain")
    await page.key("Enter")
    await sees(page, "and typing goes on", "again")


async def scrolling(page):
    await page.type("clear; seq 1 3000; echo la''st")
    await page.key("Enter")
    await sees(page, "it prints", "last")
    left, top, width, height = await page.box(".terminal")
    visible = """(() => {
      const box = document.querySelector('.terminal').getBoundingClientRect();
      return [...document.querySelectorAll('.past .line')].filter((line) => {
        const place = line.getBoundingClientRect();
        return place.top >= box.top && place.bottom <= box.bottom;
      }).map((line) => Number(line.textContent));
    })()"""
    await page.wheel(left + width / 2, top + height / 2, -8000)
    await page.until("document.querySelector('.terminal').scrollTop + 4000 < document.querySelector('.terminal').scrollHeight && %s.length > 30" % visible)
    numbers = await page.run(visible)
    good = len(numbers) > 30 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    check("earlier lines, none missing and none twice", good and 1 < numbers[0] < 2900, numbers)
    await picture(page, "scrolled")
    await page.run("document.querySelector('.terminal').scrollTop = 0")
    check("the first of all", await page.until("%s.includes(1)" % visible), await page.run(visible))
    await page.type(" ")
    at_end = "(() => { const e = document.querySelector('.terminal'); return e.scrollHeight - e.scrollTop - e.clientHeight < 30 })()"
    check("who types is at the end again", await page.until(at_end))
    await page.key("PageUp", shift=True)
    check("Shift and PageUp", await page.until("!" + at_end))
    await page.key("PageDown", shift=True)
    check("and PageDown", await page.until(at_end))
    await page.key("c", ctrl=True)


async def mouse(page):
    create("mouse", ["bash", "--norc", "-c", "stty raw -echo; printf '\\033[?1002;1006hready\\r\\n'; exec cat -v"])
    await show(page, "mouse")
    await sees(page, "a program that wants the mouse", "ready")
    left, top, _, _ = await page.box(".screen")
    cell = float(await page.run("parseFloat(getComputedStyle(document.querySelector('.terminal')).getPropertyValue('--cell'))"))
    row = float(await page.run("parseFloat(getComputedStyle(document.querySelector('.terminal')).getPropertyValue('--row'))"))
    x, y = left + cell * 4.5, top + row * 2.5
    await page.mouse("mousePressed", x, y, clickCount=1)
    await page.mouse("mouseMoved", x + cell, y, buttons=1)
    await page.mouse("mouseReleased", x + cell, y, clickCount=1)
    await page.wheel(x, y, -40)
    shown = await page.until("(%s).some((line) => line.includes('^[[<0;5;3M^[[<32;6;3M^[[<0;6;3m^[[<64;5;3M'))" % SCREEN)
    check("press, drag, release and wheel arrive", shown, await page.run(SCREEN))


async def dialogs(page, home):
    check("who needs you comes first", await page.until(
        "document.querySelector('#list h2')?.textContent.startsWith('Needs you') && document.querySelector('#list .item .name').textContent === 'helper'"))
    check("the title says so", (await page.run("document.title")).startswith("("))
    await show(page, "helper")
    check("its options are buttons", await page.until("document.querySelectorAll('#attention .options button').length >= 2"),
          await page.run("document.querySelector('#attention').textContent"))
    await picture(page, "dialog")
    await page.click("#attention .options button")
    await sees(page, "the answer reaches the program", "answered: 1")
    check("the panel goes", await page.until("document.querySelector('#attention').hidden"))
    create("secret", ["bash", "--norc", "-c", "read -s -p Password: x; echo; echo got ${#x}; exec cat"])
    await show(page, "secret")
    check("a field for a code", await page.until("document.querySelector('#attention input[type=password]') !== null"))
    await page.click("#attention input")
    await page.type("zx-81-qqq")
    await page.key("Enter")
    await sees(page, "the code reaches the program", "got 9")
    check("the field was emptied", await page.run("![...document.querySelectorAll('input')].some((field) => field.value.includes('zx-81'))"))
    found = [path for path in glob.glob(home + "/**", recursive=True) if os.path.isfile(path) and b"zx-81-qqq" in open(path, "rb").read()]
    check("it is kept nowhere", not found, found)


async def lists(page):
    create("title", ["bash", "--norc", "-c", "printf '\\033]0;<img src=x onerror=alert(1)>\\007'; exec cat"])
    detail = "[...document.querySelectorAll('.item')].find((item) => item.querySelector('.name').textContent === 'title')?.querySelector('.detail').textContent"
    check("a title is text", await page.until(detail + " === '<img src=x onerror=alert(1)>'"), await page.run(detail))
    check("and no element", await page.run("document.querySelectorAll('#app img').length") == 0)
    await page.key("l", ctrl=True, shift=True)
    check("keys lead from the terminal to the list", await page.until("document.activeElement.classList.contains('item')"))
    await page.key("/")
    check("and to the filter", await page.until("document.activeElement.id === 'filter'"))
    await page.type("helpe")
    check("it filters", await page.until("[...document.querySelectorAll('#list .item .name')].map((e) => e.textContent).join() === 'helper'"))
    await page.key("ArrowDown")
    await page.key("Enter")
    check("and opens", await page.until("document.querySelector('#name').textContent === 'helper' && document.activeElement.className === 'field'"))
    await page.key("l", ctrl=True, shift=True)
    await page.key("/")
    await page.run("document.querySelector('#filter').value = 'hello'")
    await page.key("Enter")
    check("Enter searches the output", await page.until("document.querySelectorAll('#hits .item').length > 0"))
    await page.key("Escape")
    check("Escape shows all", await page.until("document.querySelectorAll('#list .item').length > 3"))
    await page.click("#tab-past")
    check("the history", await page.until("document.querySelectorAll('.timeline li').length > 0"))
    await picture(page, "history")
    await page.click("#tab-terminal")
    await page.click("#new")
    check("what can be started", await page.until("document.querySelector('#create').open && document.querySelectorAll('#create-provider option').length > 1"))
    await picture(page, "create")
    await page.click("#create-name")
    await page.type("made")
    await page.key("Enter")
    check("a session is made", await page.until("document.querySelector('#name').textContent === 'made'"))
    check("it is the person's", "made" in [s["name"] for s in call("GET", "/cli/sessions").json()["sessions"]])


async def looks(browser):
    """What a screen reader finds, on a phone, in the dark."""
    page = await enter(browser, width=390, height=800, dark=True, mobile=True)
    check("a phone shows the list", await page.until("getComputedStyle(document.querySelector('#session')).display === 'none'"))
    await picture(page, "phone-list")
    await show(page, "shell")
    check("then the session", await page.run("getComputedStyle(document.querySelector('#side')).display === 'none'"))
    check("it has the phone's width", await page.until("document.querySelector('.terminal').scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth"))
    narrow = size("shell")
    for _ in range(100):
        if narrow[1] < 60:
            break
        await asyncio.sleep(0.05)
        narrow = size("shell")
    check("and its program, too", narrow[1] < 60, narrow)
    check("keys for thumbs", await page.run("document.querySelectorAll('#keys button').length") > 5 and await page.run("!document.querySelector('#keys').hidden"))
    await same(page, "a phone's screen is the terminal's", "shell")
    await picture(page, "phone")
    nodes = (await page.ask("Accessibility.getFullAXTree"))["nodes"]
    unnamed = [
        node for node in nodes
        if node.get("role", {}).get("value") in ("button", "textbox", "searchbox", "combobox", "tab", "dialog", "tabpanel", "navigation")
        and not node.get("ignored") and not node.get("name", {}).get("value")]
    check("whatever can be used has a name", len(nodes) > 30 and not unnamed, unnamed)
    await page.click("#back")
    check("and back", await page.until("getComputedStyle(document.querySelector('#side')).display !== 'none'"))
    check("no problems on a phone", not page.problems, page.problems)
    reader = await enter(browser, "--scope", "read")
    await show(reader, "shell")
    await reader.until("document.activeElement.className === 'field'")
    await reader.type("echo forbid''den")
    check("who may only look is told", await reader.until("document.querySelector('#message').textContent === 'You may only look.'"))
    check("and nothing is typed", "forbid" not in "\n".join(capture("shell")))
    check("nothing to press", await reader.run("document.querySelector('#new').hidden && document.querySelector('#end').hidden"))


async def recordings(page, home):
    """Programs that were recorded, shown as they print: cells, moves, wide characters, all."""
    folder = TESTS + "/RoostTerminalTests/Fixtures/"
    names = ["mc", "vim-split", "emacs", "tig", "git-log", "claude-neutral-term", "curses-attributes", "w3m"]
    files = [folder + name + ".raw" for name in names] + sorted(glob.glob(os.environ.get("ROOST_TEST_RECORDINGS", "/none") + "/*.raw"))
    for number, path in enumerate(files):
        name = "%d-%s" % (number, os.path.basename(path)[:-4])
        done = home + "/printed-" + name
        create("r-" + name, ["bash", "--norc", "-c", "stty raw -echo; head -c 1; cat '%s'; touch '%s'; exec sleep 1000" % (path, done)])
        await show(page, "r-" + name)
        await page.until("(%s).length > 30" % SCREEN)
        await page.type("x")
        for _ in range(600):
            if os.path.exists(done):
                break
            await asyncio.sleep(0.05)
        check("it was printed", os.path.exists(done))
        await same(page, "recorded: " + name, "r-" + name)
        await picture(page, "recorded-" + name)
        # Some that were recorded elsewhere end with a cleared screen.
        if path.startswith(folder):
            check("it shows something", len(await page.run("(%s).join('')" % SCREEN)) > 20)
        call("DELETE", "/cli/sessions/r-%s?force=true" % name)


async def outage(page):
    await show(page, "shell")
    pids = json.loads(roost("server", "pids", "--json").stdout)
    os.kill(pids["server"], 9)
    roost("wait", "shell", "--state", "running", "--state", "waiting_input", "--timeout", "30")
    await page.until("document.querySelector('.terminal') !== null && !document.querySelector('.stale')")
    for _ in range(50):
        await page.key("c", ctrl=True)
        await page.type("echo aft''er")
        await page.key("Enter")
        if await page.until(HAS % json.dumps("after"), 1):
            break
    await sees(page, "the page goes on after a crash of the server", "after")
    await same(page, "and shows what there is", "shell")


async def main():
    home = os.environ["ROOST_HOME"]
    create("shell", ["bash", "--norc", "--noprofile"])
    create("helper", [os.environ["ROOST_TEST_CLAUDE"]], cols=120, rows=40)
    roost("wait", "helper", "--attention", "approval", "--timeout", "60")
    async with Browser() as browser:
        await doors(browser)
        await protocol()
        page = await enter(browser)
        await terminal(page)
        await resizing(page)
        await selecting(page)
        await scrolling(page)
        await mouse(page)
        await dialogs(page, home)
        await lists(page)
        await looks(browser)
        await recordings(page, home)
        await outage(page)
        expected = ("ERR_CONNECTION", "503", "409")
        problems = [text for text in page.problems if not any(word in text for word in expected)]
        check("the page has no problem", not problems, problems)
        elsewhere = [url for url in page.requests if not url.startswith((URL, "about:", "data:")) and not url.startswith(URL.replace("http", "ws", 1))]
        check("and calls nobody else", not elsewhere, elsewhere[:3])


asyncio.get_event_loop().run_until_complete(asyncio.wait_for(main(), 580))
check.end(135)
