import { day, dayWithoutHub } from '../day.ts';
import type { Setting } from '../setting.ts';

const files = { 'day.yaml': day };

export const consolePage: Setting = {
  files,
  before: ['phoney listen --json --quiet'],
  lines: {
    'phoney demo': { notRun: 'README.md runs it' },
    'phoney serve first-day': { isAlone: true },
    'phoney serve --console': { isAlone: true },
    'phoney serve day.yaml': { isAlone: true },
  },
};

export const controlApi: Setting = {
  files: { 'day.yaml': day.replace('pace: max', 'speed: 60').replace('5m', '2h') },
  before: ['phoney listen --json --quiet'],
  instead: [
    ['phoney serve --control-port 8090 ', 'phoney serve --control-port 0 '],
    // What goes on is ended before another is asked for.
    [
      'curl -X POST $U/v1/scenarios',
      'curl -X POST $U/v1/run/stop && curl --no-buffer $U/v1/records?type=outcome && curl -X POST $U/v1/scenarios',
    ],
    [
      '$U/v1/hub/enreach/clients/ID',
      '"$U/v1/hub/enreach/clients/$(curl $U/v1/hub/enreach/clients | jq -r .clients[0].id)"',
    ],
  ],
  lines: {
    'phoney run': { isAlone: true },
    'phoney serve --control-port': { isAlone: true },
    'curl $U/v1/centre/agents': {
      first:
        'curl -X POST $U/v1/reset && curl -X POST $U/v1/run/advance -H "content-type: application/json" -d \'{"by":"20m"}\'',
    },
    'curl -X DELETE': {
      first:
        'RTE_PASSWORD=phoney phoney tap --token-url https://localhost:8444/token/me/rte/ --user alice --password-env RTE_PASSWORD --ca certs/ca.pem',
    },
  },
};

export const faults: Setting = {
  before: ['phoney listen --json --quiet'],
  instead: [['run bad-days/duplicate-storm', 'run bad-days/duplicate-storm --speed 6000']],
  pictures: { 'rendered + copied =': 'it is a sum of words' },
};

export const record: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: ['phoney listen --json --quiet', 'phoney run day.yaml --record day.ndjson'],
};

export const report: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: ['phoney listen --json --quiet'],
};

export const scenario: Setting = {
  files: { 'my-day.yaml': 'centre: { queues: [{ name: Sales, max_wait: fast }] }\n' },
  lines: { 'phoney validate my-day.yaml': { codes: [2] } },
};

export const capture: Setting = {
  files: { 'day.yaml': dayWithoutHub },
  before: [
    'phoney listen --capture real.ndjson',
    'phoney trigger asapp SURVEY_SUBMITTED',
    'phoney trigger asapp agent_activity_identity_updated --override data.desk_mode=FAX --override data.mood=3',
    'phoney trigger asapp agent_activity_identity_updated --override data.desk_mode=FAX --override data.mood=3',
    'cat real.ndjson',
    'phoney capture-diff real.ndjson --json || true',
    'phoney run day.yaml --record day.ndjson',
    'phoney serve enreach-everything --plain',
  ],
  instead: [
    ['--as ringcentral', '--as ringcentral --port 3000'],
    ['--speed 4x', '--speed 4000x'],
    ['RTE_PASSWORD=…', 'RTE_PASSWORD=phoney'],
    ['https://api.example/', 'http://localhost:8444/'],
  ],
  lines: {
    'phoney listen': { isAlone: true },
    'phoney replay heard.ndjson': { notRun: 'test/acceptance/replay.test.ts replays to clients of a hub' },
    'phoney capture-diff': { codes: [1] },
  },
};
