import { expect, test } from 'vitest';
import { faultSchema } from './schema.ts';

const schema = faultSchema({});

test.each([
  [{ fault: 'corrupt', how: 'cut short' }, { how: 'cut_short' }],
  [{ fault: 'corrupt', how: null }, { how: 'null' }],
  [{ fault: 'corrupt', how: 'BOM' }, { how: 'bom' }],
  [{ fault: 'corrupt', how: 'another type' }, { how: 'wrong_type' }],
  [{ fault: 'corrupt', how: 'out-of-its-enumeration' }, { how: 'unknown_value' }],
  [{ fault: 'duplicate', when: 'after an answer' }, { when: 'after_answer' }],
  [{ fault: 'duplicate', when: 'at once' }, { when: 'at_once' }],
  [{ fault: 'reset', when: 'before' }, { when: 'before_body' }],
  [{ fault: 'reset', when: 'after first byte' }, { when: 'within_answer' }],
  [{ fault: 'certificate', shows: 'wrong-host' }, { shows: 'other_subject' }],
  [{ fault: 'certificate', shows: 'unknown CA' }, { shows: 'wrong_ca' }],
  [{ fault: 'token', how: 'for another user' }, { how: 'other_user' }],
  [{ fault: 'only_transport', transport: 'long_polling' }, { transport: 'LongPolling' }],
  [{ fault: 'close', where: { transport: ['SSE'] } }, { where: { transport: ['ServerSentEvents'] } }],
  [{ fault: 'tls_version', version: 'TLSv1.2' }, { version: '1.2' }],
])('%o is understood', (written, read) => {
  expect(schema.parse(written)).toMatchObject(read);
});

test.each([{ how: '' }, { how: 'constructor' }, { how: 7 }, { how: ['bom'] }, {}])(
  'corrupt with %o is not',
  (written) => {
    expect(schema.safeParse({ fault: 'corrupt', ...written }).success).toBe(false);
  },
);

test('without a word of its own a fault takes its default', () => {
  expect(schema.parse({ fault: 'reset' })).toMatchObject({ when: 'within_body' });
  expect(schema.parse({ fault: 'slow' })).toMatchObject({ part: 'all' });
});
