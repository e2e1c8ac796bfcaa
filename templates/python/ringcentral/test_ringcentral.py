"""Run with: python3 -m unittest"""

import json
import tempfile
import unittest
import urllib.request
from pathlib import Path

from phoney_process import Phoney, make_certificates
from ringcentral_receiver import RingcentralReceiver

DAY = {
    "start": "2026-03-02T08:00",
    "duration": "1h",
    "centre": {"queues": [{"name": "Billing"}], "agents": [{"name": "alice", "queues": ["Billing"]}]},
}


class RingcentralTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        make_certificates(folder.name)
        path = Path(folder.name)
        cls.events = []
        cls.receiver = RingcentralReceiver(path / "server.pem", path / "server-key.pem", take=cls.events.append)
        cls.addClassCleanup(cls.receiver.close)
        # A scenario may be JSON. The certificate is looked for beside it.
        target = {
            "tls": {"ca": "ca.pem"},
            "wfm": {"agent_event_url": cls.receiver.url, "send_body_as_json": True},
            "subscriptions": {"users": [{"name": "Test", "token": "made-up"}]},
        }
        scenario = path / "day.json"
        scenario.write_text(json.dumps({**DAY, "targets": {"ringcentral": target}}))
        cls.phoney = Phoney(scenario)
        cls.addClassCleanup(cls.phoney.__exit__)

    def test_an_agent_who_goes_to_lunch_is_told_to_the_receiver(self):
        self.phoney.command(do="agent.set-status", agent="alice", status="lunch")
        self.phoney.advance("1s")
        self.assertIn("LUNCH", [event["event_type"] for event in self.events])

    def test_a_subscription_is_accepted_as_the_receiver_repeats_the_validation_token(self):
        wish = {"subscriptionName": "A test", "notificationUrl": self.receiver.url}
        request = urllib.request.Request(self.phoney.ready["subscriptions"], json.dumps(wish).encode())
        request.add_header("Authorization", "Bearer made-up")
        with urllib.request.urlopen(request, timeout=30) as response:
            self.assertEqual(201, response.status)


if __name__ == "__main__":
    unittest.main()
