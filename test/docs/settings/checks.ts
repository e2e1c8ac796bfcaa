import { dayWithoutHub } from '../day.ts';
import type { Setting } from '../setting.ts';

export const check: Setting = {
  before: [
    'phoney listen --json --quiet',
    'phoney listen --json --quiet --as ringcentral --port 3000',
    // A receiver that lets everybody in.
    'phoney check asapp --only client.expired --url https://localhost:3000/ || true',
  ],
  instead: [
    // All of it once; then a group of demands each time.
    ['--ca-key ca-key.pem', '--ca-key ca-key.pem --only client'],
    ['--duration 30s --timeout 1s', '--duration 30s --timeout 1s --only load'],
    ['https://localhost:8443/events --report', 'https://localhost:8443/events --only tls --report'],
    ['asapp --json', 'asapp --only tls --json'],
    ['docker compose restart receiver', 'true'],
    ['https://receiver.example/agents', 'https://localhost:3000/agents'],
    ['https://receiver.example/calls', 'https://localhost:3000/calls'],
    ['https://receiver.example/rcx', 'https://localhost:3000/rcx'],
    ['ringcentral --skip rcx', 'ringcentral --skip rcx --url https://localhost:3000/'],
    ['Basic …', 'Basic cGhvbmV5'],
  ],
  lines: {
    'phoney check enreach --plain --client-command': {
      notRun: 'it takes minutes: test/check/enreach.test.ts',
    },
  },
  pictures: { 'held     reconnect.back': 'it is of a check that takes minutes: test/check/enreach.test.ts' },
};

export const certs: Setting = { certificates: false };

export const providerStates: Setting = {
  files: { 'mine.yaml': dayWithoutHub },
  pictures: { '"comments"': 'it is a part of a pact: src/contracts/events/hold-all.test.ts' },
};

export const ringcentral: Setting = {
  certificates: false,
  files: {
    'day.yaml': `duration: 15m
pace: max
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
traffic: [{ profile: voice, queue: Sales, per_hour: 60 }]
targets:
  ringcentral: { wfm: { agent_event_url: 'https://localhost:8443/agents', call_event_url: 'https://localhost:8443/calls' } }
`,
  },
};

export const contracts: Setting = {
  before: [
    'phoney listen --json --quiet',
    'phoney listen --json --quiet --as ringcentral --port 3000',
    'mkdir pacts && jq ".interactions |= .[:1]" "$ROOT"/contracts/asapp/reference*.json > pacts/a.json',
    'cp -r "$ROOT"/contracts old-contracts',
  ],
  instead: [['https://localhost:8443/agents', 'https://localhost:3000/agents']],
  lines: { 'npm install': { notRun: 'from the registry' } },
};

export const commandLine: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: ['phoney listen --json --quiet --port 3000'],
  instead: [['phoney run day.yaml', 'phoney run day.yaml --url https://localhost:3000/']],
};
