import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readEvents } from '../../src/cli/ctl/event-stream.ts';
import { machineClock, type Clock } from '../../src/lib/clock.ts';
import { formatRecord } from '../../src/record/record.ts';
import type { Run } from '../../src/run/handle.ts';
import { readUntil, records } from './events.ts';
import { openWithRun, quiet } from './setting.ts';

const logIn = { do: 'agent.log-in', agent: 'alice' } as const;
const logOut = { do: 'agent.log-out', agent: 'alice' } as const;

/** Two records and more for each round. */
async function makeRecords(run: Run, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await run.command(logOut);
    await run.command(logIn);
  }
}

const kept = (run: Run): string[] => (run.kept?.records.since(0) ?? []).map(({ item }) => formatRecord(item));

test('whoever listens is told which run it is, then each record from now on, as it would stand in a file', async () => {
  const { open, run } = await openWithRun();
  await makeRecords(run, 1);
  const before = kept(run).length;
  const response = await open('/v1/records');
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  const reading = readUntil(response, ({ data }) => data.includes('"command-4"'));
  await makeRecords(run, 1);
  const [first, ...rest] = await reading;
  expect(first?.event).toBe('run');
  expect(JSON.parse(first?.data ?? '')).toMatchObject({ run: 1, scenario: 'quiet.yaml', seed: 7 });
  expect(rest.map(({ data }) => data)).toEqual(kept(run).slice(before, before + rest.length));
});

test('a reader that comes back goes on behind its last record: nothing twice, nothing missing', async () => {
  const { open, run } = await openWithRun();
  const seen: string[] = [];
  let lastEventId: string | undefined;
  for (const upTo of [3, 11, 20]) {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await open('/v1/records?backlog=true', headers);
    const reading = readUntil(response, ({ data }) => data.includes(`"command-${upTo}"`));
    await makeRecords(run, 4);
    const events = records(await reading);
    seen.push(...events.map(({ data }) => data));
    lastEventId = events.at(-1)?.lastEventId;
  }
  expect(seen).toEqual(kept(run).slice(0, seen.length));
  expect(seen.at(-1)).toContain('"command-20"');
});

test('what fell out before a reader came back is told as a gap, with how many', async () => {
  const { open, run } = await openWithRun(quiet(), {}, { keep: 10 });
  await makeRecords(run, 20);
  const last = run.kept?.records.last ?? 0;
  const response = await open('/v1/records', { 'last-event-id': '1-4' });
  const events = await readUntil(response, ({ lastEventId }) => lastEventId === `1-${last}`);
  const [, gap, ...rest] = events;
  expect(gap?.event).toBe('gap');
  expect(JSON.parse(gap?.data ?? '')).toEqual({ missed: last - 10 - 4, lastEventId: `1-${last - 10}` });
  expect(rest).toHaveLength(10);
});

test('filters leave out what is not meant', async () => {
  const { open, run } = await openWithRun();
  await run.command({ do: 'contact.start', queue: 'Sales', talk: '90s' });
  await makeRecords(run, 1);
  const listen = async (query: string): Promise<Record<string, unknown>[]> => {
    const response = await open(`/v1/records?backlog=true&${query}`);
    run.stop();
    return records(await readUntil(response, ({ event }) => event === 'over')).map(
      ({ data }) => JSON.parse(data) as Record<string, unknown>,
    );
  };
  const commands = await listen('type=command');
  expect(commands.map((record) => record['do'])).toEqual(['contact.start', 'agent.log-out', 'agent.log-in']);
  const created = await listen('type=event&type=command&eventType=contact.created');
  expect(created).toMatchObject([{ type: 'event', event: 'contact.created' }]);
  const ofContact = await listen('contact=contact-1');
  expect(ofContact.length).toBeGreaterThan(0);
  expect(ofContact.every((record) => record['contactId'] === 'contact-1')).toBe(true);
  expect(await listen('vendor=asapp')).toEqual([]);
});

test('the stream ends with the run; then there is nothing left, and after a reset the next run is told', async () => {
  const { open, run, call } = await openWithRun();
  const response = await open('/v1/records?backlog=true');
  await makeRecords(run, 1);
  run.stop();
  const events = await readUntil(response, () => false);
  const over = events.at(-1);
  expect(over?.event).toBe('over');
  const { lastEventId } = JSON.parse(over?.data ?? '') as { lastEventId: string };
  expect(lastEventId).toBe(`1-${run.kept?.records.last}`);
  expect(
    (await call('GET', '/v1/records', undefined, { headers: { 'last-event-id': lastEventId } })).status,
  ).toBe(204);
  await call('POST', '/v1/reset');
  const next = await open('/v1/records', { 'last-event-id': lastEventId });
  const reading = readUntil(next, ({ event }) => event === 'command');
  await call('POST', '/v1/commands', logOut);
  expect((await reading)[0]?.data).toContain('"run":2');
});

test('an id that the stream never gave is refused', async () => {
  const { call } = await openWithRun();
  const headers = { 'last-event-id': 'yesterday' };
  expect((await call('GET', '/v1/records', undefined, { headers })).status).toBe(400);
});

test('a reader that takes nothing is dropped with its last id, and little was held for it', async () => {
  const { url, run, control, call } = await openWithRun(quiet(), {}, { keep: 500 });
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(`GET /v1/records HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  await once(socket, 'data');
  socket.pause();
  await run.command({ do: 'contact.start', queue: 'Sales', ref: 'c1', ring: '1h', patience: 'endless' });
  // Long notes fill what the system buffers; then the reader stands still and the ring goes on.
  const note = { do: 'contact.summarise', contact: 'c1', text: 'x'.repeat(20_000) } as const;
  let mostBuffered = 0;
  for (let count = 0; control.held.feed.readerCount > 0 && count < 20_000; count++) {
    await run.command(note);
    // So that what there is leaves before more comes.
    await call('GET', '/health');
    mostBuffered = Math.max(mostBuffered, control.held.feed.bufferedBytes);
  }
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.resume();
  await once(socket, 'close');
  const [, dropped = ''] = /event: dropped\ndata: (.*)\n/.exec(text) ?? [];
  const { lastEventId, missed } = JSON.parse(dropped) as { lastEventId: string; missed: number };
  const ids = [...text.matchAll(/^id: (\d+-\d+)$/gm)].map(([, id]) => id);
  expect(lastEventId).toBe(ids.at(-1));
  expect(missed).toBeGreaterThan(0);
  expect(mostBuffered).toBeLessThan(300_000);
});

/** Heartbeats come a hundred times as often. */
const hasty: Clock = {
  ...machineClock,
  sleep: (ms, signal) => machineClock.sleep(ms / 100, signal),
};

test('a reader that takes nothing is dropped after the run is over, too', async () => {
  const { url, run, control, call } = await openWithRun(quiet(), { clock: hasty }, { keep: 20_000 });
  const { feed } = control.held;
  await run.command({ do: 'contact.start', queue: 'Sales', ref: 'c1', ring: '1h', patience: 'endless' });
  const note = { do: 'contact.summarise', contact: 'c1', text: 'x'.repeat(20_000) } as const;
  for (let count = 0; count < 1000; count++) await run.command(note);
  run.stop();
  await run.result;
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(`GET /v1/records?backlog=true HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  await once(socket, 'data');
  socket.pause();
  expect(feed.readerCount).toBe(1);
  while (feed.readerCount > 0) await call('GET', '/health');
});

test('pieces are shared within a turn and are not kept when it is over', async () => {
  const { run, control } = await openWithRun();
  await makeRecords(run, 1);
  const { feed } = control.held;
  const piece = feed.pieceAfter(0, {}, 'a');
  expect(feed.pieceAfter(0, {}, 'a')).toBe(piece);
  await machineClock.turn();
  await machineClock.turn();
  expect(feed.pieceAfter(0, {}, 'a')).not.toBe(piece);
});

test('only so many readers are served', async () => {
  const { open } = await openWithRun();
  for (let count = 0; count < 200; count++) await open('/v1/records');
  const { statusCode, headers } = await open('/v1/records');
  expect([statusCode, headers['content-type']]).toEqual([503, 'application/problem+json']);
});

test('what is dropped by a proxy in the middle of a line is read all the same', async () => {
  const bytes = new TextEncoder().encode(
    'id: 1-2\nevent: outcome\ndata: {"é":1}\n\n: still here\nid: 1-9\n\nevent: x\ndata: 2\n\n',
  );
  const pieces = async function* () {
    for (const byte of bytes) yield await Promise.resolve(Uint8Array.of(byte));
  };
  const events = [];
  for await (const event of readEvents(pieces())) events.push(event);
  expect(events).toEqual([
    { event: 'outcome', data: '{"é":1}', lastEventId: '1-2' },
    { event: 'x', data: '2', lastEventId: '1-9' },
  ]);
});
