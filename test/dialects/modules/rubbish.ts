import { defineDialect, form, z } from 'phoney/dialect';

const sound = { feed: 'calls', eventType: 'ended', body: { type: 'ended' } };
const around: { self?: unknown } = {};
around.self = around;

/** What `render` returns for an event at that time, by the name that the settings choose. */
const rendered: Readonly<Record<string, (at: number) => unknown>> = {
  'a promise': () => Promise.resolve([sound]),
  'a promise that fails': () => Promise.reject(new Error('later')),
  nothing: () => undefined,
  'one message': () => sound,
  null: () => [sound, null],
  'no feed': () => [{ ...sound, feed: undefined }],
  'another feed': () => [{ ...sound, feed: 'call' }],
  'a feed without an address': () => [{ ...sound, feed: 'silent' }],
  'a type that is a number': () => [{ ...sound, eventType: 7 }],
  'an id that is a number': () => [{ ...sound, eventId: 7 }],
  'a contact that is a number': () => [{ ...sound, contactId: 7 }],
  'a key that is an object': () => [{ ...sound, orderKey: {} }],
  'a filter that is text': () => [{ ...sound, filtered: 'yes' }],
  'a misspelt member': () => [{ ...sound, evntId: 'x' }],
  'no body': () => [{ ...sound, body: undefined }],
  'a body of bytes': () => [{ ...sound, body: new Uint8Array(3) }],
  'a body with a bigint': () => [{ ...sound, body: { count: 1n } }],
  'a body in a circle': () => [{ ...sound, body: around }],
  'a time that is text': () => [{ ...sound, at: 'tomorrow' }],
  'no time': () => [{ ...sound, at: Number.NaN }],
  'a time before the event': (at) => [{ ...sound, at: at - 1 }],
  'a time far ahead': (at) => [{ ...sound, at: at + 1e9 }],
  'an address that is a number': () => [{ ...sound, url: 7 }],
  'an address of another kind': () => [{ ...sound, url: 'ftp://127.0.0.1/x' }],
  'another method': () => [{ ...sound, method: 'GE T' }],
  'headers that are text': () => [{ ...sound, headers: 'x' }],
  'a header that is a number': () => [{ ...sound, headers: { 'X-A': 7 } }],
  'a header of two lines': () => [{ ...sound, headers: { 'X-A': 'secret\r\nX-B: b' } }],
  'a header beyond Latin-1': () => [{ ...sound, headers: { 'X-A': '5 €' } }],
  'a header without a name': () => [{ ...sound, headers: { 'X A': 'a' } }],
  'a length': () => [{ ...sound, headers: { 'content-length': '3' } }],
  'secrets by name and value': () => [{ ...sound, secretHeaders: { Authorization: 'secret' } }],
  'a secret that is no header': () => [
    { ...sound, headers: { Authorization: 'secret' }, secretHeaders: ['authorization'] },
  ],
  'a topic without a WebSocket': () => [{ ...sound, topic: 'calls' }],
  'two mistakes': () => [{ ...sound, eventId: 7, filtered: 1 }],
};

/** What else it returns. */
const made: Readonly<Record<string, unknown>> = {
  'no dialect': 7,
  'a dialect that is waited for': Promise.resolve({ render: () => [] }),
  'no render': { intervalsMs: [60_000] },
  'a misspelt part': { render: () => [], inbund: {} },
  'an interval of nothing': { render: () => [], intervalsMs: [0] },
  'a route without an answer': { render: () => [], inbound: { routes: [{ method: 'GET', path: '/' }] } },
  'a misspelt socket': {
    render: () => [],
    inbound: { sockets: { path: 'stream', recieved: () => undefined } },
  },
  'a rhythm of nothing': {
    render: () => [],
    inbound: {
      sockets: {
        path: '/stream',
        received: () => undefined,
        heartbeat: { everyMs: 0, message: () => ({}) },
        pingEveryMs: Number.NaN,
      },
    },
  },
};

const delivered: Readonly<Record<string, (url: string) => unknown>> = {
  'no deliveries': () => 'https://receiver.example',
  'a delivery of rubbish': () => ({ calls: { url: 'not a url', timeoutMs: -5, retries: 'x', retrys: 1 } }),
  'a delivery without an address': () => ({ calls: { retries: 1 } }),
};

export default defineDialect({
  name: 'rubbish',
  settings: z.strictObject({ ...form.delivery(), give: z.string() }),
  feeds: ['calls', 'silent'],
  delivery: ({ give, url }) => (delivered[give]?.(url) ?? { calls: { url } }) as never,
  factsOf: (body) => ({ eventType: (body as { readonly type: string }).type.toLowerCase() }),
  create: ({ give }) =>
    (made[give] ?? {
      render: (event: { readonly at: number; readonly type: string }) =>
        event.type === 'contact.ended' && rendered[give] !== undefined ? rendered[give](event.at) : [],
    }) as never,
});
