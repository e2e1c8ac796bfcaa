import type { Setting } from '../setting.ts';

const top = (name: string): string =>
  `import { defineDialect, form, z } from 'phoney/dialect';\n\nexport default defineDialect({\n  name: '${name}'`;

const linked = 'it installs what npm has: test/dialects/init.test.ts';

export const dialects: Setting = {
  saves: {
    [top('acme')]: 'acme.ts',
    'seed: 1': 'day.yaml',
    "import { defineDialect, form, z } from 'phoney/dialect';\n\nconst events": 'stateful.ts',
    'import { defineDialect, form, z, type SocketClient }': 'stream.ts',
    'start: 2026-03-02T08:00': 'stream.yaml',
    "import assert from 'node:assert/strict'": 'acme.test.ts',
  },
  lines: {
    'cd phoney-dialect-acme': { notRun: linked },
    'node --test acme.test.ts': { notRun: 'it runs on an installed phoney: test/dialects/init.test.ts' },
    'npx phoney dialect init acme --over websocket': { notRun: 'the folder is there by then' },
  },
};
