import { testDialect } from '../dialect.suite.ts';
import { asapp } from './vendor.ts';

const url = 'https://receiver.example/asapp';
const tls = {
  cert: 'certs/client.pem',
  key: 'certs/client-key.pem',
  ca: 'certs/ca.pem',
  passphrase_env: 'PASSPHRASE',
};
const feeds = { activity: { url }, journey: { url }, queue: { url } };

testDialect({
  vendor: asapp,
  target: { tls, feeds },
  secrets: { PASSPHRASE: 'correct-horse-battery-staple' },
  filtering: {
    tls,
    feeds: {
      activity: { url, event_list: ['agent_activity_status_updated'] },
      journey: { url, event_list: ['QUEUED'] },
      queue: { url, event_list: ['queue_size_updated'] },
    },
  },
  mistakes: [
    ['feeds.journey.url', { feeds: { journey: { url: 'http://receiver.example/' } } }],
    ['feeds.queue.event_list[0]', { feeds: { queue: { url, event_list: ['QUEUED'] } } }],
    ['utilization_every', { feeds, utilization_every: 'often' }],
    ['tls', { feeds, tls: { cert: 'client.pem' } }],
    ['raw.timeout_ms', { raw: { url, timeout_ms: 0 } }],
  ],
});
