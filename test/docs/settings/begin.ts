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
