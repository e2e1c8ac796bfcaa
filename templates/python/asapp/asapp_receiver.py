"""A receiver of ASAPP's events over mutual TLS. By itself: python3 asapp_receiver.py"""

import collections
import json
import os
import signal
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_BYTES = 1_000_000
# An event comes again when an answer was lost, so ids are remembered. Keep them with your data instead.
MOST_IDS = 100_000


class AsappReceiver:
    """`take` gets each event once; when it raises, ASAPP sends the event again. Port 0 is any that is free."""

    def __init__(self, certificate, key, ca, take, port=0):
        taken = collections.OrderedDict()
        lock = threading.Lock()

        def answer(body):
            try:
                event = json.loads(body)
                event_id = event["event_id"]
            except (ValueError, KeyError, TypeError):
                return 400
            if not isinstance(event_id, str):
                return 400
            with lock:
                if event_id in taken:
                    return 200
                try:
                    take(event)
                except Exception:
                    return 500
                taken[event_id] = True
                if len(taken) > MOST_IDS:
                    taken.popitem(last=False)
            return 200

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # A caller that says nothing for so many seconds is gone.
            timeout = 30

            def do_POST(self):
                text = self.headers.get("Content-Length", "0")
                length = int(text) if text.isascii() and text.isdigit() else MOST_BYTES + 1
                if length > MOST_BYTES:
                    self.close_connection = True
                status = 400 if length > MOST_BYTES else answer(self.rfile.read(length))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(ca)
        # Whoever shows no certificate of that authority is refused in the handshake.
        context.verify_mode = ssl.CERT_REQUIRED
        self.server = QuietServer(("127.0.0.1", port), Handler)
        # Each handshake in the thread of its connection: one that hangs holds up nobody else.
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"https://localhost:{self.server.server_port}/events"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class QuietServer(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """Callers whose certificates are refused, or who hang up, are no errors of ours."""


def main():
    events = []
    certs = os.environ.get("CERTS", "certs")
    files = [os.path.join(certs, name) for name in ("server.pem", "server-key.pem", "ca.pem")]
    receiver = AsappReceiver(*files, take=events.append, port=int(os.environ.get("PORT", "8443")))
    print(f"Takes ASAPP's events at {receiver.url}", flush=True)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    ended.wait()
    print(f"Took {len(events)} events of ASAPP.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
