import { dayWithoutHub } from '../day.ts';
import type { Setting } from '../setting.ts';

const asWritten = 'test/init/projects.test.ts does it with each project that can be written';

export const init: Setting = {
  certificates: false,
  instead: [['npm create phoney my-receiver ', 'npx phoney init my-receiver --yes ']],
  lines: {
    'npm install': { notRun: 'from the registry' },
    'npm test': { notRun: asWritten },
    'npm run play': { notRun: asWritten },
  },
};

export const createPhoney: Setting = {
  certificates: false,
  instead: [
    ['npm create phoney my-receiver --', 'npx phoney init another'],
    ['npm create phoney my-receiver', 'npx phoney init my-receiver --yes'],
  ],
};

const ofProjects = 'test/init/projects.test.ts runs what phoney init writes';

export const ci: Setting = {
  certificates: false,
  files: { 'day.yaml': dayWithoutHub },
  before: ['npx phoney init my-receiver --yes --ci github'],
  lines: {
    'npm ci': { notRun: 'from the registry' },
    'npm test': { notRun: ofProjects },
    'npm run play': { notRun: ofProjects },
    'phoney run day.yaml': { beside: 'phoney listen --json --quiet' },
    'echo "phoney ended': { notRun: 'GitHub puts the outputs in' },
  },
  pictures: { 'pipeline {': 'it is what phoney init writes: test/action/action.test.ts' },
};

export const docker: Setting = {
  lines: { docker: { notRun: 'it takes Docker: test/docker/dockerfile.test.ts does what the file says' } },
  code: { notRun: { 'import { PhoneyContainer }': 'it takes Docker: test/docker/testcontainers.test.ts' } },
};

export const doctor: Setting = {
  before: ['mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions'],
};

export const dialects: Setting = {
  instead: [['dialect init acme --over websocket', 'dialect init streamed --over websocket']],
  lines: {
    'cd phoney-dialect-acme': { notRun: 'it installs phoney from the registry' },
  },
};
