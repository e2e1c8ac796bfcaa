import { get } from 'node:http';
import { expect, test } from 'vitest';
import { chat, hold, quiet } from '../library/centre.ts';
import { faultsOf } from './hub-client.ts';

/** What came of a recording, byte by byte. */
interface Fetched {
  readonly status: number;
  readonly promised: number;
  readonly bytes: number;
  /** Whether everything that was promised came. */
  readonly isWhole: boolean;
}

function fetchRecording(url: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', () => undefined);
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          promised: Number(response.headers['content-length']),
          bytes,
          isWhole: response.complete,
        }),
      );
    }).on('error', reject);
  });
}

/** Some calls that are over, and the links to their recordings, which are ready. */
async function record(faults: readonly Record<string, unknown>[], calls = 1) {
  const links: string[] = [];
  const phoney = await hold({
    scenario: {
      ...quiet,
      faults,
      targets: {
        ringcentral: {
          wfm: { call_event_url: 'http://127.0.0.1:9/', send_body_as_json: true },
          recording: { ready_after: { min: '1s', max: '1s' } },
        },
      },
    } as never,
  });
  phoney.follow((one) => {
    if (one.type !== 'message') return;
    const { recording_url: link } = JSON.parse(one.message.body) as { readonly recording_url?: string };
    if (link !== undefined && link !== '') links.push(link);
  });
  for (let i = 0; i < calls; i++) {
    // oxlint-disable-next-line no-await-in-loop -- one agent takes one call after the other
    await phoney.command({ ...chat, queue: 'Billing' });
    // oxlint-disable-next-line no-await-in-loop
    await phoney.advance('5m');
  }
  expect(links).toHaveLength(calls);
  return { phoney, links };
}

const path = '/api/v1/calls/recordings';

test('truncated: a recording breaks off in its middle, and the next time it is whole', async () => {
  const { phoney, links } = await record([{ fault: 'truncated', first: 1, where: { path } }]);
  const [link = ''] = links;
  const cut = await fetchRecording(link);
  expect(cut).toMatchObject({ status: 200, isWhole: false, bytes: Math.floor(cut.promised / 2) });
  expect(await fetchRecording(link)).toEqual({ ...cut, isWhole: true, bytes: cut.promised });
  expect(faultsOf(phoney)).toMatchObject([{ name: 'truncated', kind: 'truncated', what: null }]);
});

test.each([
  [0, 0],
  [44, 44],
  [1_000_000_000, -1],
])('truncated after %i bytes: no more comes, and never all of it', async (afterBytes, expected) => {
  const { links } = await record([{ fault: 'truncated', after_bytes: afterBytes }]);
  const { promised, bytes, isWhole } = await fetchRecording(links[0] ?? '');
  expect(bytes).toBe(expected < 0 ? promised + expected : expected);
  expect(isWhole).toBe(false);
});

test('status 404 that stays: a recording that was not to be had never is, and the others always are', async () => {
  const fault = { fault: 'status', status: 404, probability: 0.5, stays: true, where: { path } };
  const { phoney, links } = await record([fault], 8);
  const ask = async (): Promise<number[]> =>
    Promise.all(links.map(async (link) => (await fetchRecording(link)).status));
  const first = await ask();
  expect(new Set(first)).toEqual(new Set([200, 404]));
  expect(await ask()).toEqual(first);
  expect(await ask()).toEqual(first);
  const missing = first.filter((status) => status === 404).length;
  expect(phoney.summary().faults['status']).toEqual({ kind: 'status', touched: 3 * missing });
});
