import type { Setting } from '../setting.ts';

/** Pages for those who work on phoney: their lines are this very test run, or longer. */
export const contributing: Setting = {
  lines: { npm: { notRun: 'it is what CI runs' } },
};

export const bench: Setting = {
  lines: { npm: { notRun: 'it takes minutes' } },
};

export const architecture: Setting = { pictures: { 'scenario ──▶': 'it is a drawing' } };

export const enreachClient: Setting = {
  lines: { 'npx phoney check enreach': { notRun: 'it takes minutes: test/check/enreach.test.ts' } },
};

export const pythonReceiver: Setting = {
  lines: {
    'npm install': { notRun: 'from the registry' },
    python3: { notRun: 'test/examples/python-receiver.test.ts runs it' },
  },
};

export const receiverWithPact: Setting = {
  lines: { 'npm test': { notRun: 'test/contracts/example.test.ts runs it' } },
};

export const vitestReceiver: Setting = {
  certificates: false,
  before: [
    'cp -r "$ROOT"/examples/vitest-receiver/{src,test,package.json} . && rm -r node_modules && ln -s "$ROOT"/node_modules .',
  ],
  instead: [
    ['npm start ', 'PORT=8443 npm start '],
    ['--speed 600', '--speed 60000'],
  ],
  lines: {
    'npm install': { notRun: 'from the registry' },
    'npm start': { says: /^Events are taken/m, codes: [143] },
    'npm test': { notRun: 'test/examples/vitest-receiver.test.ts runs it' },
  },
};

export const genesysLikeDialect: Setting = {
  certificates: false,
  before: ['cp -r "$ROOT"/examples/genesys-like-dialect/* .'],
  instead: [
    ['USER', '11111111-2222-4333-8444-555555555555'],
    [
      'channels/ID/',
      'channels/$(curl -X POST -H "Authorization: Bearer phoney-token" http://127.0.0.1:8444/api/v2/notifications/channels | jq -r .id)/',
    ],
  ],
  lines: {
    'npm test': { notRun: 'test/examples/genesys-like-dialect.test.ts runs it' },
    websocat: { notRun: 'the suite has a client of its own' },
  },
};

export const signalrPackage: Setting = {
  lines: { 'npm install': { notRun: 'from the registry' } },
  code: { notRun: { '': 'test/signalr/readme.test.ts writes each into its file, and has clients call it' } },
};
