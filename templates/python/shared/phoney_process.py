"""A phoney contact centre as a child process, asked over its control API. Nothing but the standard library."""

import json
import os
import shlex
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

COMMAND = shlex.split(os.environ.get("PHONEY", "npx phoney"))


def make_certificates(folder):
    """ca.pem, server.pem, client.pem and their keys."""
    command = [*COMMAND, "certs", "--out", str(folder), "--key-type", "p256", "--quiet"]
    subprocess.run(command, check=True)


class Phoney:
    """`phoney serve`, paused at the first instant of its scenario. A context manager: the process ends with the block."""

    def __init__(self, scenario):
        flags = ["--plain", "--port", "0", "--control-port", "0", "--paused", "--json", "--quiet"]
        command = [*COMMAND, "serve", str(scenario), *flags]
        # A session of its own, so that what npx starts ends with it.
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        line = self.process.stdout.readline()
        if line == "":
            raise RuntimeError(f"phoney did not start: exit code {self.process.wait()}")
        self.ready = json.loads(line)
        self.url = self.ready["control"]["url"]
        # More lines follow: a pipe that nobody reads fills up in the end.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if os.name == "nt":
            self.process.terminate()
        else:
            os.killpg(self.process.pid, 15)
        self.process.wait(timeout=30)

    def call(self, method, path, body=None, **query):
        """The answer as JSON. Raises a urllib.error.HTTPError when it is not 2xx."""
        address = self.url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        request = urllib.request.Request(address, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)

    def command(self, **command):
        """What came of one command, such as do="agent.set-status"."""
        return self.call("POST", "/v1/commands", command)["results"][0]

    def advance(self, by):
        """Plays so much simulated time, and waits until its messages have ended."""
        return self.call("POST", "/v1/run/advance", {"by": by})

    def deliveries(self, **filters):
        """The first hundred that are meant, such as outcome="delivered"."""
        return self.call("GET", "/v1/deliveries", limit=100, **filters)["deliveries"]
