import type { Setting } from '../setting.ts';

/** docs/specs.md. */
export const specs: Setting = {
  lines: { 'npx @stoplight/prism-cli': { notRun: 'a mock server that is not installed here' } },
  pictures: { '"external_rep_id"': 'a part of a schema, with numbers of its own' },
  code: {
    notRun: {
      'import { readFileSync }': 'a program of its own, which test/spec/docs.test.ts runs',
      'import type': 'a module of its own, which is test/spec/typed-receiver.ts',
    },
  },
};
