import { expect, test } from 'vitest';
import { Pseudonyms } from './pseudonyms.ts';
import { scrub } from './scrub.ts';

const key = new Uint8Array(32).fill(7);

function scrubBody(body: string, pseudonyms = new Pseudonyms(key)): string {
  return scrub({ path: '/', body, headers: {} }, pseudonyms).body;
}

function scrubValues(value: unknown, pseudonyms?: Pseudonyms): unknown {
  return JSON.parse(scrubBody(JSON.stringify(value), pseudonyms));
}

test('the same name is the same pseudonym: in each field, in a text, in any case', () => {
  const made = scrubValues({
    agent_name: 'Alice Smith',
    agent_given_name: 'Alice',
    userName: 'ALICE',
    text: 'Hello, this is Alice.',
  }) as Record<string, string>;
  const [given] = String(made['agent_name']).split(' ');
  expect(given).toMatch(/^Person[0-9a-f]{10}$/);
  expect(made).toMatchObject({
    agent_given_name: given,
    userName: given,
    text: `Hello, this is ${given}.`,
  });
  expect(JSON.stringify(made)).not.toMatch(/alice|smith/i);
});

test('another capture has other pseudonyms', () => {
  const other = new Pseudonyms(new Uint8Array(32).fill(8));
  expect(scrubBody('{"agent_name":"Alice"}')).not.toBe(scrubBody('{"agent_name":"Alice"}', other));
});

test('e-mail addresses are replaced wherever they stand', () => {
  const made = JSON.stringify(scrubValues({ username: 'a.b@c.example', ids: ['a.b@c.example', 'x'] }));
  expect(made).toMatch(/^\{"username":"(Person\w+@example\.invalid)","ids":\["\1","x"\]\}$/);
});

test('a telephone number keeps its form, and is the same however it is written', () => {
  const made = scrubValues({ ani: '+358401234567', note: 'I am at +358 40 123 4567 today' }) as {
    ani: string;
    note: string;
  };
  expect(made.ani).toMatch(/^\+\d{12}$/);
  expect(made.ani).not.toBe('+358401234567');
  expect(made.note.replaceAll(/\D/g, '')).toBe(made.ani.slice(1));
});

test.each([
  ['ids, times and counts', { agent_id: '15300002', call_id: '2'.repeat(30), duration: '3600', n: 12 }],
  ['dates', { date_time: '2026-03-02 08:00:01', at: '2026-03-02T08:00:01.000Z', text: 'on 2026-03-02 then' }],
  ['names of queues and of events', { queue_name: 'Sales', gate_name: 'Sales', name: 'com.x.event' }],
])('%s stay', (_what, value) => {
  expect(scrubValues(value)).toEqual(value);
});

test('what is not replaced stays byte for byte', () => {
  expect(scrubBody('{ "n" : 12345678901234567890,\n "z":[1.50,true] }')).toBe(
    '{ "n" : 12345678901234567890,\n "z":[1.50,true] }',
  );
});

test('a query and a form are scrubbed by their names, as JSON is', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const made = scrub(
    { path: '/e?username=Bob&duration=4&ani=%2B358401234567', body: 'username=Bob', headers },
    new Pseudonyms(key),
  );
  expect(made.path).toMatch(/^\/e\?username=Person\w+&duration=4&ani=%2B\d{12}$/);
  expect(made.path).toContain(made.body);
});

test('a body that is no JSON is scrubbed as text', () => {
  expect(scrubBody('from a@b.example')).toMatch(/^from Person\w+@example\.invalid$/);
});

test('a link loses its secrets', () => {
  expect(scrubBody('{"recording_url":"https://x.example/r?id=7&sig=geheim"}')).toBe(
    '{"recording_url":"https://x.example/r?id=7&sig=(hidden)"}',
  );
});

test('who is named in a path or in a header is not named there either', () => {
  const pseudonyms = new Pseudonyms(key);
  const headers = {
    'x-agent-name': 'Alice Smith',
    from: 'alice@x.example',
    'x-forwarded-for': '10.1.2.3, 10.1.2.4',
    'user-agent': 'Mozilla/5.0 Chrome/120.0.6099.109',
    authorization: '(hidden)',
    'x-real-ip': '(hidden)',
  };
  const made = scrub({ path: '/u/alice%40x.example/e?by=alice@x.example', body: '', headers }, pseudonyms);
  const mail = pseudonyms.email('alice@x.example');
  expect(made.path).toBe(`/u/${mail}/e?by=${encodeURIComponent(mail)}`);
  expect(made.headers).toEqual({
    ...headers,
    'x-agent-name': pseudonyms.name('Alice Smith'),
    from: mail,
    'x-forwarded-for': `${pseudonyms.ip('10.1.2.3')}, ${pseudonyms.ip('10.1.2.4')}`,
  });
});
