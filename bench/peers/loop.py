"""The same as `loop.c`, in Python: what the language costs before a server has done anything. `loop.py MANY`."""

import json
import socket
import sys
import time

many = int(sys.argv[1])
door = socket.create_server(("127.0.0.1", 0), backlog=4096)
print(json.dumps({"port": door.getsockname()[1]}), flush=True)
lines = [door.accept()[0] for _ in range(many)]
for line in lines:
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(json.dumps({"taken": many}), flush=True)
sends = [line.send for line in lines]
for said in sys.stdin:
    times, size = map(int, said.split()[1:])
    frame = b"x" * size
    began = time.perf_counter()
    for _ in range(times):
        for send in sends:
            if send(frame) != size:
                sys.exit("the kernel took a part of a frame")
    print(json.dumps({"seconds": time.perf_counter() - began}), flush=True)
