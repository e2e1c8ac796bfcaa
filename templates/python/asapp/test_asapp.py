"""Run with: python3 -m unittest"""

import json
import ssl
import tempfile
import unittest
import urllib.request
from pathlib import Path

from asapp_receiver import AsappReceiver
from phoney_process import Phoney, make_certificates

# A scenario may be JSON. Its certificates are looked for beside it.
DAY = {
    "start": "2026-03-02T08:00",
    "duration": "1h",
    "centre": {"queues": [{"name": "Billing"}], "agents": [{"name": "alice", "queues": ["Billing"]}]},
}
TLS = {"cert": "client.pem", "key": "client-key.pem", "ca": "ca.pem"}


class AsappTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        make_certificates(folder.name)
        path = Path(folder.name)
        cls.events = []
        files = (path / "server.pem", path / "server-key.pem", path / "ca.pem")
        cls.receiver = AsappReceiver(*files, take=cls.events.append)
        cls.addClassCleanup(cls.receiver.close)
        scenario = path / "day.json"
        targets = {"asapp": {"raw": {"url": cls.receiver.url}, "tls": TLS}}
        scenario.write_text(json.dumps({**DAY, "targets": targets}))
        cls.phoney = Phoney(scenario)
        cls.addClassCleanup(cls.phoney.__exit__)

    def test_an_agent_who_goes_to_lunch_is_told_to_the_receiver(self):
        self.phoney.command(do="agent.set-status", agent="alice", status="lunch")
        self.phoney.advance("1s")
        types = [event["event_type"] for event in self.events]
        self.assertIn("agent_activity_status_updated", types)

    def test_an_event_that_comes_twice_is_taken_once(self):
        self.phoney.advance("1s")
        first = self.phoney.deliveries(outcome="delivered")[0]
        copy = self.phoney.call("POST", f"/v1/deliveries/{first['id']}/redeliver", wait="true")
        self.assertEqual("delivered", copy["outcome"])
        same = [event for event in self.events if event["event_id"] == first["eventId"]]
        self.assertEqual(1, len(same))

    def test_nobody_gets_in_without_a_certificate(self):
        with self.assertRaises(OSError):
            urllib.request.urlopen(self.receiver.url, data=b"{}", context=ssl._create_unverified_context())


if __name__ == "__main__":
    unittest.main()
