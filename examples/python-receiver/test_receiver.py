"""Run with: python3 -m unittest"""

import itertools
import json
import tempfile
import unittest
from pathlib import Path

from phoney import ControlError, Phoney, make_certificates
from receiver import Board, Receiver

DAY = {
    "start": "2026-03-02T08:00",
    "duration": "8h",
    "centre": {
        "queues": [{"name": "Support", "channel": "chat"}],
        "agents": [{"name": "alice", "queues": ["Support"]}, {"name": "bob", "queues": ["Support"]}],
    },
}


class ReceiverTest(unittest.TestCase):
    """One phoney for all tests; each begins the day anew, paused at eight in the morning."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        make_certificates(folder.name)
        path = Path(folder.name)
        cls.receiver = Receiver(path / "server.pem", path / "server-key.pem", path / "ca.pem")
        cls.addClassCleanup(cls.receiver.close)
        # A scenario may be JSON. Its certificates are looked for beside it.
        target = {
            "raw": {"url": cls.receiver.url, "retries": 3, "retry_pause": {"first": "10ms"}},
            "tls": {"cert": "client.pem", "key": "client-key.pem", "ca": "ca.pem"},
        }
        scenario = path / "day.json"
        scenario.write_text(json.dumps({**DAY, "targets": {"asapp": target}}))
        cls.phoney = Phoney(scenario)
        cls.addClassCleanup(cls.phoney.__exit__)

    def setUp(self):
        self.phoney.call("POST", "/v1/reset", paused="true")
        self.receiver.board = Board()
        self.receiver.failures = 0

    def line_of(self, name):
        return self.receiver.board.agents.get(self.phoney.agent_id(name))

    def test_commands_move_the_board(self):
        result = self.phoney.command(do="agent.set-status", agent="alice", status="lunch", **{"for": "30m"})
        self.assertEqual("done", result["outcome"])
        self.phoney.advance("1s")
        self.assertEqual({"state": "AWAY", "text": "Lunch"}, self.line_of("alice"))
        self.phoney.advance("30m")
        self.assertEqual({"state": "ACTIVE", "text": "Available"}, self.line_of("alice"))

    def test_several_commands_one_of_them_for_later(self):
        answer = self.phoney.call("POST", "/v1/commands", [
            {"do": "agent.log-out", "agent": "bob"},
            {"do": "agent.set-status", "agent": "alice", "status": "break", "at": "+10m"},
        ])
        self.assertEqual(["done", "placed"], [result["outcome"] for result in answer["results"]])
        self.phoney.advance("9m")
        self.assertEqual("ACTIVE", self.line_of("alice")["state"])
        self.assertEqual("OFFLINE", self.line_of("bob")["state"])
        self.phoney.advance("1m")
        self.assertEqual("AWAY", self.line_of("alice")["state"])

    def test_a_chat_in_real_time(self):
        run = self.phoney.call("POST", "/v1/run/resume")
        self.assertEqual("running", run["state"])
        chat = self.phoney.command(do="contact.start", queue="Support", bot=None, ring="0s", talk="1h")
        assigned = self.phoney.wait_for(eventType="ASSIGNED", outcome="delivered")
        self.assertEqual(chat["contactId"], assigned["contactId"])
        self.assertEqual("paused", self.phoney.call("POST", "/v1/run/pause")["state"])
        body = json.loads(self.phoney.call("GET", f"/v1/deliveries/{assigned['id']}")["body"])
        self.assertIn(body["data"]["rep_id"], [self.phoney.agent_id("alice"), self.phoney.agent_id("bob")])

    def test_what_cannot_be_done_is_told(self):
        refused = self.phoney.command(do="agent.log-in", agent="alice")
        self.assertEqual("refused", refused["outcome"])
        self.assertIn("alice", refused["reason"])
        with self.assertRaises(ControlError) as raised:
            self.phoney.command(do="agent.log-in", agent="alicia")
        self.assertEqual(422, raised.exception.status)
        self.assertEqual("agent", raised.exception.problems[0]["path"])

    def test_every_delivery_is_on_one_page(self):
        run = self.phoney.advance("1h")
        ids = [delivery["id"] for delivery in self.phoney.deliveries(limit=7)]
        self.assertEqual(list(range(1, len(ids) + 1)), ids)
        self.assertEqual(run["summary"]["books"]["rendered"], len(ids))
        self.assertEqual(len(ids), self.receiver.board.taken)
        self.assertEqual([], list(self.phoney.deliveries(outcome="dropped")))

    def test_a_duplicate_is_taken_once(self):
        self.phoney.advance("1s")
        first = self.phoney.wait_for(vendor="asapp")
        taken = self.receiver.board.taken
        copy = self.phoney.call("POST", f"/v1/deliveries/{first['id']}/redeliver", wait="true")
        self.assertEqual((first["eventId"], first["id"]), (copy["eventId"], copy["copyOf"]))
        self.assertEqual("delivered", copy["outcome"])
        self.assertEqual('{"taken": "duplicate"}', copy["attempts"][0]["answer"])
        self.assertEqual((taken, 1), (self.receiver.board.taken, self.receiver.board.duplicates))

    def test_a_failure_is_tried_again(self):
        self.receiver.failures = 1
        self.phoney.advance("1s")
        retried = [delivery for delivery in self.phoney.deliveries() if delivery["tries"] > 1]
        self.assertEqual(1, len(retried))
        attempts = self.phoney.call("GET", f"/v1/deliveries/{retried[0]['id']}")["attempts"]
        self.assertEqual([500, 200], [attempt["status"] for attempt in attempts])

    def test_a_single_event_with_values_of_our_own(self):
        self.phoney.advance("1s")
        sent = self.phoney.call("POST", "/v1/messages", {
            "vendor": "asapp",
            "eventType": "agent_activity_status_updated",
            "overrides": {"data.rep_id": "42", "details.status_description": "Fire drill"},
        }, wait="true")
        self.assertEqual("delivered", sent["delivery"]["outcome"])
        self.assertEqual("Fire drill", self.receiver.board.agents["42"]["text"])

    def test_whoever_comes_back_to_the_records_misses_nothing(self):
        self.phoney.advance("10m")
        whole = self.phoney.follow(type="outcome", backlog="true")
        told = list(itertools.islice(((id, data["seq"]) for id, event, data in whole if event == "outcome"), 10))
        whole.close()
        again = self.phoney.follow(type="outcome", last_event_id=told[3][0])
        rest = list(itertools.islice(((id, data["seq"]) for id, event, data in again if event == "outcome"), 6))
        again.close()
        self.assertEqual(told[4:], rest)

    def test_a_run_that_is_stopped_is_judged(self):
        self.phoney.advance("10m")
        events = self.phoney.follow(type="outcome", backlog="true")
        self.assertEqual("run", next(events)[1])
        self.phoney.call("POST", "/v1/run/stop")
        self.assertEqual("over", list(events)[-1][1])
        run = self.phoney.call("GET", "/v1/run")
        self.assertEqual(("over", "passed"), (run["state"], run["result"]["verdict"]))
        with self.assertRaises(ControlError) as raised:
            self.phoney.command(do="agent.log-out", agent="alice")
        self.assertEqual(409, raised.exception.status)


if __name__ == "__main__":
    unittest.main()
