"""A phoney contact centre as a child process, asked and watched over its control API. Nothing but the standard library."""

import json
import os
import shlex
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

COMMAND = shlex.split(os.environ.get("PHONEY", "npx phoney"))


def make_certificates(folder):
    """ca.pem, server.pem, client.pem and their keys."""
    subprocess.run([*COMMAND, "certs", "--out", folder, "--key-type", "p256"], check=True, stdout=subprocess.DEVNULL)


class ControlError(Exception):
    """A problem document (RFC 9457)."""

    def __init__(self, problem):
        super().__init__(f"{problem['status']} {problem['detail']}")
        self.status = problem["status"]
        self.problems = problem.get("problems", [])


class Phoney:
    """`phoney serve`, paused at the first instant of its scenario. A context manager: the process ends with the block."""

    def __init__(self, scenario):
        self.process = subprocess.Popen(
            [*COMMAND, "serve", scenario, "--port", "0", "--control-port", "0", "--paused", "--json", "--quiet"],
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline()
        if line == "":
            raise RuntimeError(f"phoney did not start: exit code {self.process.wait()}")
        self.ready = json.loads(line)
        self.url = self.ready["control"]["url"]
        # The summary of each run follows: a pipe that nobody reads fills up in the end.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)

    def call(self, method, path, body=None, **query):
        """The answer as JSON. Raises a ControlError with the problem when it is not 2xx."""
        address = self.url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        request = urllib.request.Request(address, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                raise ControlError(json.load(error)) from None

    def command(self, **command):
        """What came of one command."""
        return self.call("POST", "/v1/commands", command)["results"][0]

    def advance(self, by):
        """Plays so much simulated time; while the run is paused, its messages have ended, too."""
        return self.call("POST", "/v1/run/advance", {"by": by})

    def deliveries(self, limit=100, **filters):
        """All that are kept, page by page."""
        cursor = 0
        while cursor is not None:
            page = self.call("GET", "/v1/deliveries", limit=limit, cursor=cursor, **filters)
            yield from page["deliveries"]
            cursor = page["next"]

    def wait_for(self, timeout=10, **filters):
        """The first delivery that is meant, as soon as there is one."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            for delivery in self.deliveries(limit=1, **filters):
                return delivery
            time.sleep(0.05)
        raise TimeoutError(f"No delivery within {timeout} s: {filters}")

    def agent_id(self, name):
        """What ASAPP's messages call an agent of the scenario."""
        agents = self.call("GET", "/v1/centre/agents")["agents"]
        return next(agent["ids"]["asapp"]["rep_id"] for agent in agents if agent["name"] == name)

    def follow(self, last_event_id=None, **filters):
        """Records as they come: pairs of id and record. Come back with the last id, and nothing is told twice or left out."""
        headers = {} if last_event_id is None else {"Last-Event-ID": last_event_id}
        address = f"{self.url}/v1/records?{urllib.parse.urlencode(filters, doseq=True)}"
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as stream:
            yield from read_events(stream)


def read_events(stream):
    """Server-sent events, one after the other, until the stream ends."""
    event = {}
    for line in stream:
        field, _, value = line.decode().rstrip("\r\n").partition(": ")
        if field in ("id", "event", "data"):
            event[field] = value
        elif field == "" and event:
            yield event.get("id"), event.get("event"), json.loads(event["data"])
            event = {}
