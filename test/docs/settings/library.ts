import { chatDay } from '../day.ts';
import type { Setting } from '../setting.ts';

export const library: Setting = {
  files: { 'day.yaml': chatDay },
  pictures: { 'WaitError:': 'it is of a receiver that fails: src/library/wait' },
  code: {
    imports: [
      "import { expect } from 'vitest';",
      "import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';",
    ],
    notRun: {
      'import { test as base }': 'it is a suite: test/docs/fixtures.test.ts',
      'const withOurs': 'it is a suite: test/docs/fixtures.test.ts',
    },
  },
};

const part = 'it is a part of the program above it: test/conformance';

export const signalr: Setting = {
  code: {
    after: 'server.close();',
    notRun: {
      'const server = createServer(express())': part,
      'app.use(': part,
      'const message = prepareInvocation': part,
    },
  },
};
