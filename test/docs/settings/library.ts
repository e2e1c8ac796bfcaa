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

export const signalr: Setting = { code: { after: 'server.close();' } };
