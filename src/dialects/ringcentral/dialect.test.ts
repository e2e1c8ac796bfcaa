import { testDialect } from '../dialect.suite.ts';
import { ringcentral } from './vendor.ts';

const tls = {
  cert: 'certs/client.pem',
  key: 'certs/client-key.pem',
  ca: 'certs/ca.pem',
  passphrase_env: 'PASSPHRASE',
};
const wfm = {
  agent_event_url: 'https://receiver.example/agents',
  call_event_url: 'https://receiver.example/calls',
  send_all_agent_states: true,
  header_value_pairs: { Authorization: { env: 'WFM_AUTHORIZATION' } },
};
const subscriptions = { users: [{ name: 'Ada', token_env: 'ADA_TOKEN' }] };

testDialect({
  vendor: ringcentral,
  target: { tls, wfm, subscriptions },
  secrets: {
    PASSPHRASE: 'correct-horse-battery-staple',
    WFM_AUTHORIZATION: 'Basic b3Blbi1zZXNhbWU=',
    ADA_TOKEN: 'hunter2-hunter2',
  },
  filtering: {
    tls,
    wfm: { ...wfm, agent_state_events: false, outbound_end_call_events: false },
    subscriptions,
  },
  mistakes: [
    ['wfm.agent_event_url', { wfm: { agent_event_url: 'ftp://receiver.example/' } }],
    ['wfm.header_value_pairs.Host', { wfm: { ...wfm, header_value_pairs: { Host: 'x' } } }],
    ['time_zone', { wfm, time_zone: 'Mars/Base' }],
    ['recording.ready_after.min', { wfm, recording: { ready_after: { min: 'soon' } } }],
    ['subscriptions.users[0]', { subscriptions: { users: [{ name: 'Ada' }] } }],
  ],
  skip: {
    'ids differ by seed':
      'the vendor gives its events no id: ours is a fingerprint of the facts, which are the centre’s',
    'ids are unique':
      'an agent who does the same twice in a second, the smallest time that the vendor tells, has two events alike',
  },
});
