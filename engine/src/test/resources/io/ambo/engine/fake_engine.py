"""Stands in for an engine: behaves as its model's name says. Speaks the start script's line on standard input, or
llama-server's arguments."""
import json
import os
import signal
import socket
import sys
import threading
import time


def order():
    if len(sys.argv) == 1:
        return json.loads(sys.stdin.buffer.readline())
    pairs = [word for word in sys.argv[1:] if word != "--no-slots"]
    words = dict(zip(pairs[::2], pairs[1::2]))
    host = words["--host"]
    port = int(words.get("--port", 0))
    with open(words["--api-key-file"]) as file:
        key = file.read().strip()
    return {"name": words["--alias"], "key": key, "port": port, "model": words["--model"],
            "socket": host if host.endswith(".sock") else None}


def wait_until_taken(order):
    """The first time only: tells its port beside the model and waits until somebody else listens there."""
    told = os.path.join(os.path.dirname(order["model"]), "port")
    if order["name"] != "is-late" or os.path.exists(told):
        return
    with open(told + ".new", "w") as file:
        file.write(str(order["port"]))
    os.rename(told + ".new", told)
    while True:
        time.sleep(1)


ASLEEP = threading.Event()


def sleep_at_a_word(name, path):
    if path == "/sleep" and name != "will-not-sleep":
        ASLEEP.set()
        return 200, "{}"
    if path == "/wake" and name != "will-not-wake":
        ASLEEP.clear()
        return 200, "{}"
    return 500, "{}"


def fall_asleep_by_itself(order):
    """In its own time, whether or not anybody waits for that."""
    if "sleep_idle_seconds" in order:
        threading.Timer(order["sleep_idle_seconds"], ASLEEP.set).start()


def answer(order, path, authorised, asked):
    name = order["name"]
    if not authorised and path != "/health":
        return 401, "{}"
    if path in ("/sleep", "/wake"):
        return sleep_at_a_word(name, path)
    if path == "/sleeping":
        return 200, json.dumps({"is_sleeping": ASLEEP.is_set()})
    if path == "/kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "/say":
        print("got exception: CANARY", file=sys.stderr, flush=True)
        print("slot 3 released", file=sys.stderr, flush=True)
    if path == "/health" and ASLEEP.is_set():
        return 503, "{}"
    if path == "/health":
        ill = name == "never-ready" or (name == "turns-ill" and asked > 1)
        return (503 if ill else 200), "{}"
    if path == "/environment":
        return 200, json.dumps(dict(os.environ))
    if path == "/command-line":
        return 200, json.dumps(sys.argv)
    return 200, '{"data":[{"meta":{"n_ctx":1024,"n_ctx_train":8192,"n_params":5,"size":7,"ftype":"Q4_1"}}]}'


def serve(order, listener):
    asked = 0
    while True:
        connection, _ = listener.accept()
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(4096)
        path = head.split(b" ")[1].decode()
        asked += path == "/health"
        authorised = f"Bearer {order['key']}".encode() in head
        status, body = answer(order, path, authorised, asked)
        connection.sendall(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        connection.close()


def listen(order):
    if order.get("socket"):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(order["socket"])
    else:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", order.get("port", 0)))
        print(f"ambo-engine listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    listener.listen(20)
    return listener


def main():
    what = order()
    name = what["name"]
    if name == "dies-at-once":
        print("cannot open the model", file=sys.stderr)
        sys.exit(7)
    if name == "ignores-stop":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    fall_asleep_by_itself(what)
    if name == "slow":
        time.sleep(0.7)
    wait_until_taken(what)
    threading.Thread(target=serve, args=(what, listen(what)), daemon=True).start()
    if len(sys.argv) > 1:
        signal.pause()
    while sys.stdin.buffer.read(4096):
        pass
    while name == "ignores-stop":
        time.sleep(0.1)
    os._exit(0)


main()
