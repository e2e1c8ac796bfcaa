"""A receiver of RingCentral's events. By itself: python3 ringcentral_receiver.py"""

import json
import os
import signal
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_BYTES = 1_000_000


class RingcentralReceiver:
    """
    Takes events of the WFM integration with "Send body as JSON", and notifications of subscriptions. RingCentral first asks whether
    the receiver wants a subscription: the answer repeats the token, within three seconds. Port 0 is any that is free.
    """

    def __init__(self, certificate, key, take, port=0):
        def answer(body):
            try:
                event = json.loads(body)
            except ValueError:
                return 400
            if not isinstance(event, dict):
                return 400
            try:
                take(event)
            except Exception:
                return 500
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
                body = b"" if length > MOST_BYTES else self.rfile.read(length)
                token = self.headers.get("Validation-Token")
                self.send_response(answer(body) if token is None else 200)
                if token is not None:
                    self.send_header("Validation-Token", token)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate, key)
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
        """Callers who hang up are no errors of ours."""


def main():
    events = []
    certs = os.environ.get("CERTS", "certs")
    files = [os.path.join(certs, name) for name in ("server.pem", "server-key.pem")]
    receiver = RingcentralReceiver(*files, take=events.append, port=int(os.environ.get("PORT", "8445")))
    print(f"Takes RingCentral's events at {receiver.url}", flush=True)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    ended.wait()
    print(f"Took {len(events)} events of RingCentral.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
