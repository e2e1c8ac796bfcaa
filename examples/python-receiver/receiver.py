"""A receiver of ASAPP's events over mutual TLS: it keeps a board of who does what."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Board:
    """Who does what, as far as we have been told. Takes each event once, and no news that is older than what it shows."""

    def __init__(self):
        self._lock = threading.Lock()
        self._seen = set()
        self._latest = {}
        self.agents = {}
        self.duplicates = 0

    def take(self, event):
        agent = event["data"].get("rep_id")
        with self._lock:
            if event["event_id"] in self._seen:
                self.duplicates += 1
                return "duplicate"
            self._seen.add(event["event_id"])
            if agent is None or not event["event_type"].startswith("agent_activity_"):
                return "not about agents"
            if event["meta_data"]["create_time"] < self._latest.get(agent, ""):
                return "late"
            self._latest[agent] = event["meta_data"]["create_time"]
            details = event.get("details", {})
            self.agents[agent] = {
                "state": details.get("routing_status", "OFFLINE"),
                "text": details.get("status_description", ""),
            }
            return "shown"

    @property
    def taken(self):
        return len(self._seen)


class Receiver:
    """Takes events at POST /events; who has no certificate of our CA is refused."""

    def __init__(self, certificate, key, ca):
        self.board = Board()
        self.failures = 0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = receiver.answer(body)
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            # As many as phoney opens at once.
            request_queue_size = 128

            def handle_error(self, request, client_address):
                """Callers whose certificates are refused, or who hang up, are no errors of ours."""

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(ca)
        context.verify_mode = ssl.CERT_REQUIRED
        self._server = Server(("127.0.0.1", 0), Handler)
        # Each handshake in the thread of its connection: one that hangs holds up nobody else.
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://localhost:{self._server.server_port}/events"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, body):
        if self.failures > 0:
            self.failures -= 1
            return 500, {"error": "The disk is full."}
        try:
            return 200, {"taken": self.board.take(json.loads(body))}
        except (ValueError, KeyError, TypeError, AttributeError):
            return 400, {"error": "This is no ASAPP event."}

    def close(self):
        self._server.shutdown()
        self._server.server_close()
