import { expect, test } from 'vitest';
import { ringcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { createRingcentral } from '../../src/dialects/ringcentral/index.ts';
import { specimenSteps } from '../kit/ringcentral/events.ts';
import type { CallEvent } from '../../src/dialects/ringcentral/wire.ts';
import { openHost } from '../../src/server/open-server.ts';
import { machineClock } from '../../src/lib/clock.ts';

/** A dialect whose server is open, after the specimen's day; its wall clock stands at what `wall.ms` says. */
async function playCall() {
  const host = await openHost({});
  const wall = { ms: 0 };
  const config = ringcentralConfig.parse({
    wfm: { call_event_url: 'https://wfm.example/', send_body_as_json: true },
    recording: { ready_after: { min: '90s', max: '90s' } },
  });
  const wallMs = (): number => wall.ms;
  const dialect = createRingcentral(config, {
    seed: 1,
    publicUrl: host.origin,
    env: {},
    probe: () => Promise.resolve({ status: null, headers: {}, error: 'not asked' }),
    wallMs,
  });
  const observer = { attempted: () => undefined, ended: () => undefined };
  const clock = { ...machineClock, wallMs };
  host.serve([dialect], { observer, clock, onError: (error) => expect(error).toBeUndefined() });
  const steps = specimenSteps(0, 'inbound', 'answered');
  const [call] = steps.flatMap(({ event, view }) => dialect.render(event, view));
  const link = (JSON.parse(call?.body ?? '{}') as CallEvent).recording_url;
  const last = steps.at(-1);
  if (last === undefined) throw new Error('The specimen has no events.');
  const endedAt = steps.find(({ event }) => event.type === 'contact.disconnected')?.event.at ?? 0;
  const passTo = (at: number): void => {
    dialect.render({ type: 'interval.elapsed', at, everyMs: 1000 }, last.view);
  };
  return { host, dialect, wall, link, endedAt, passTo, last };
}

test('a recording link leads to this program, which answers 404 and later the WAV file', async () => {
  const { host, link, endedAt, passTo } = await playCall();

  passTo(endedAt + 89_000);
  expect((await fetch(link)).status).toBe(404);
  passTo(endedAt + 90_000);
  const response = await fetch(link);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('audio/wav');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length);
  await host.close();
});

test('after the day a recording gets ready too: simulated time goes on as fast as it did', async () => {
  const { host, dialect, wall, link, endedAt, last } = await playCall();
  const lastsMs = last.view.now;
  wall.ms = lastsMs / 10;
  dialect.render({ type: 'day.ended', at: last.view.now }, last.view);
  const untilReadyMs = endedAt + 90_000 - lastsMs;
  wall.ms += untilReadyMs / 10 - 1;
  expect((await fetch(link)).status).toBe(404);
  wall.ms += 1;
  expect((await fetch(link)).status).toBe(200);
  await host.close();
});
