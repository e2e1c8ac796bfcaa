import { expect, test } from 'vitest';
import { ringcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { createRingcentral } from '../../src/dialects/ringcentral/index.ts';
import { specimenSteps } from '../../src/dialects/ringcentral/specimen.ts';
import type { CallEvent } from '../../src/dialects/ringcentral/wire.ts';
import { openHost } from '../../src/hosting/index.ts';
import { machineClock } from '../../src/lib/clock.ts';

test('a recording link leads to this program, which answers 404 and later the WAV file', async () => {
  const host = await openHost({});
  const config = ringcentralConfig.parse({
    wfm: { call_event_url: 'https://wfm.example/', send_body_as_json: true },
    recording: { ready_after: { min: '90s', max: '90s' } },
  });
  const dialect = createRingcentral(config, {
    seed: 1,
    publicUrl: host.origin,
    env: {},
    probe: () => Promise.resolve({ status: null, headers: {}, error: 'not asked' }),
    wallMs: () => 0,
  });
  const observer = { attempted: () => undefined, ended: () => undefined };
  host.serve([dialect], { observer, clock: machineClock, onError: (error) => expect(error).toBeUndefined() });
  const steps = specimenSteps(0, 'inbound', 'answered');
  const [call] = steps.flatMap(({ event, view }) => dialect.render(event, view));
  const link = (JSON.parse(call?.body ?? '{}') as CallEvent).recording_url;
  const last = steps.at(-1);
  const endedAt = steps.find(({ event }) => event.type === 'contact.disconnected')?.event.at ?? 0;
  const passTo = (at: number): void => {
    if (last !== undefined) dialect.render({ type: 'interval.elapsed', at, everyMs: 1000 }, last.view);
  };

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
