"""What the scripts here share: tokens of their own making, and a count of checks.

Nothing of the gateway is used but its address and its secret: tokens are made with the standard library.
"""
import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
import time

HOME = os.environ["ROOST_HOME"]


def address():
    with open(HOME + "/run/gateway.json") as file:
        return json.load(file)["url"]


def secret():
    with open(HOME + "/gateway.secrets") as file:
        words = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return words[0][0], words[0][1]


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(user="ann", header=None, key=None, sign=True, **claims):
    kid, own = secret()
    head = {"alg": "HS256", "typ": "JWT", "kid": kid}
    head.update(header or {})
    body = {"user_id": user, "exp": time.time() + 600}
    body.update(claims)
    body = {name: value for name, value in body.items() if value is not None}
    signed = encode(json.dumps(head).encode()) + "." + encode(json.dumps(body).encode())
    if not sign:
        return signed + "."
    code = hmac.new((key or own).encode(), signed.encode(), hashlib.sha256).digest()
    return signed + "." + encode(code)


def bearer(text):
    return {"Authorization": "Bearer " + text}


def roost(*words, check=True):
    result = subprocess.run(["roost", *words], capture_output=True, text=True, timeout=60)
    if check and result.returncode != 0:
        raise RuntimeError("roost %s: %s" % (" ".join(words), result.stderr))
    return result


class Checks:
    def __init__(self):
        self.count = 0
        self.failures = []

    def __call__(self, name, condition, detail=""):
        self.count += 1
        if not condition:
            self.failures.append("%s %s" % (name, str(detail)[:400]))
            print("FAIL", self.failures[-1], flush=True)
        return condition

    def end(self, least):
        print("%d checks, %d failed" % (self.count, len(self.failures)))
        if self.count < least:
            print("FAIL only %d of at least %d checks ran" % (self.count, least))
        sys.exit(1 if self.failures or self.count < least else 0)
