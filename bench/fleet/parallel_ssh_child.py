"""parallel-ssh as a script uses it: parallel_ssh_child.py FLEET.json [STEPS]; without STEPS it stays and answers."""

import json
import resource
import sys
import time

from pssh.clients import ParallelSSHClient

with open(sys.argv[1], encoding="utf-8") as file:
    fleet = json.load(file)
servers = fleet["servers"]


def connect():
    return ParallelSSHClient(
        [server["host"] for server in servers],
        user=servers[0]["user"],
        port=servers[0]["port"],
        pkey=servers[0]["key"],
        pool_size=fleet["parallel"],
        allow_agent=False,
        identity_auth=False,
    )


def execute(client, steps):
    for _ in range(steps):
        output = client.run_command("true")
        client.join(output)
        if len(output) != len(servers) or any(one.exit_code != 0 for one in output):
            raise RuntimeError("a server failed")


if len(sys.argv) > 2:
    execute(connect(), int(sys.argv[2]))
else:
    answers = open(3, "w", encoding="utf-8")
    kept = connect()
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        before = time.process_time()
        started = time.monotonic()
        try:
            execute(kept, question["steps"])
            answer = {
                "ms": (time.monotonic() - started) * 1000,
                "cpu": time.process_time() - before,
                "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        except Exception as error:  # told to who asked
            answer = {"error": repr(error)}
        print(json.dumps(answer), file=answers, flush=True)
