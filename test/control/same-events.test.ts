import { expect, test } from 'vitest';
import { formatRecord, type RunRecord } from '../../src/record/record.ts';
import { openWithRun, quiet } from './setting.ts';

const commands = [
  { at: '+1m', do: 'contact.start', queue: 'Sales', ref: 'c1', talk: '20m', caller: '+15105550123' },
  { at: '+4m', do: 'contact.hold', contact: 'c1' },
  { at: '+5m', do: 'contact.resume', contact: 'c1' },
  { at: '+5m', do: 'contact.say', contact: 'c1', by: 'agent' },
  { at: '+9m', do: 'contact.hang-up', contact: 'c1', by: 'agent' },
  { at: '+40m', do: 'agent.log-out', agent: 'alice' },
];

/** A target of which everything is rendered and nothing is sent. */
const target = `targets: { asapp: { raw: { url: 'http://127.0.0.1:9/' } } }`;
const isSaid = ({ type }: RunRecord): boolean => type === 'event' || type === 'message';

async function play(scripted: boolean): Promise<string[]> {
  const script = scripted ? `commands: ${JSON.stringify(commands)}\n` : '';
  const said: string[] = [];
  const { call, run } = await openWithRun(
    quiet(`traffic: [{ profile: voice, queue: Sales, per_hour: 10 }]\n${script}${target}`),
    {},
    {
      sinks: [(record) => void (isSaid(record) && said.push(formatRecord(record)))],
    },
  );
  if (!scripted) {
    const { status, text } = await call('POST', '/v1/commands', commands);
    expect(status, text).toBe(200);
  }
  await call('POST', '/v1/run/advance', { by: '1h' });
  run.stop();
  await run.result;
  return said;
}

test('commands over HTTP give the same events and bytes as in a scenario, at the same instants', async () => {
  const scripted = await play(true);
  expect(scripted.length).toBeGreaterThan(100);
  expect(await play(false)).toEqual(scripted);
});
