import { chatDay } from '../day.ts';
import type { Setting } from '../setting.ts';

export const readme: Setting = {
  certificates: false,
  files: { 'day.yaml': chatDay },
  instead: [
    ['run first-day --url', 'run first-day --duration 1h --url'],
    ['npm run my-receiver &', ': the receiver listens already'],
  ],
  lines: {
    'npm install': { notRun: 'test/acceptance/package.test.ts installs what is packed' },
    'npx phoney demo': { notRun: 'the next block runs it' },
    // An hour of the day: it is not a day's worth.
    'npx phoney run first-day': { beside: 'phoney listen --json --quiet', codes: [1] },
    'npx phoney certs --keep && npx phoney listen       ': { notRun: 'the reader has one, from above' },
    'npm ci': { notRun: 'from the registry' },
  },
  code: {
    imports: ["import { expect } from 'vitest';", "import { startPhoney, startReceiver } from 'phoney';"],
    before: 'await using receiver = await startReceiver();\nconst { url, tls } = receiver;',
  },
};

export const start: Setting = {
  certificates: false,
  lines: {
    'npm install': { notRun: 'test/acceptance/package.test.ts installs what is packed' },
    'npx phoney demo': { notRun: 'README.md runs it' },
    'npx phoney check asapp': { notRun: 'README.md runs it' },
    'npx phoney run bad-days': { notRun: 'docs/faults.md runs it' },
  },
};
