import { expect, test } from 'vitest';
import type { Phoney, RunRecord } from '../../src/index.ts';
import { RawSocket } from '../conformance/raw-socket.ts';
import { connect, holdHub, subscribe } from '../faults/hub-client.ts';
import { judged, type Judged } from './receiver.ts';

const expectations = [
  { id: 'alice', client: 'alice', hub: { connected: { min: 1 }, connections: { min: 2, max: 2 } } },
  { id: 'both', hub: { connected: { min: 2 } } },
  { id: 'status', hub: { subscribed: { min: 1 } }, event_type: 'UserStatus' },
  { id: 'alert', hub: { subscribed: { min: 1 } }, event_type: 'UserAlert', vendor: 'enreach' },
  { id: 'back', hub: { reconnected: { max: '30s' } } },
  { id: 'at once', hub: { reconnected: { max: '1ms' } } },
  { id: 'missed', hub: { missed: { max: 0 } } },
  { id: 'one missed', hub: { missed: { min: 1, max: 1 } }, event_type: 'UserStatus' },
  { id: 'pings', hub: { pings: { min: 1 } } },
];

/** Ends the run as the day's end would, and holds it against what is expected. */
async function end(phoney: Phoney): Promise<Judged> {
  return judged(await phoney.stop());
}

const clientsOf = (phoney: Phoney): Extract<RunRecord, { type: 'client' }>['client'][] => {
  const facts: Extract<RunRecord, { type: 'client' }>['client'][] = [];
  phoney.follow((record) => void (record.type === 'client' && facts.push(record.client)), {
    backlog: true,
  })();
  return facts;
};

test('a client that comes back and subscribes anew: each thing that it did is known, and what it missed', async () => {
  const phoney = await holdHub([], {}, { expect: expectations });
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await phoney.command({ do: 'fault.start', fault: 'lose_connection', times: 1 } as never);
  await client.until('reconnected');
  // It has not subscribed again yet.
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await subscribe(phoney, client);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'available' });
  await client.until('message');
  const { of } = await end(phoney);
  expect(of('alice: connected')).toMatchObject({ ok: true, actual: 1 });
  expect(of('alice: connections')).toMatchObject({ ok: true, actual: 2 });
  expect(of('both')).toMatchObject({ ok: false, actual: 1 });
  expect(of('status').ok).toBe(true);
  expect(of('alert').ok).toBe(false);
  expect(of('back')).toMatchObject({ ok: true, kind: 'time' });
  expect(of('at once').ok).toBe(false);
  expect(of('at once').offences?.[0]).toMatchObject({ type: 'client', client: 'alice' });
  expect(of('missed')).toMatchObject({ ok: false, actual: 1 });
  expect(of('missed').offences).toMatchObject([{ client: 'alice', saw: 'UserStatus of alice' }]);
  expect(of('one missed').ok).toBe(true);
  expect(clientsOf(phoney).map(({ what, client: who }) => `${who} ${what}`)).toEqual([
    'alice connected',
    'alice subscribed',
    'alice left',
    'alice connected',
    'alice missed',
    'alice subscribed',
    'alice left',
  ]);
  const left = clientsOf(phoney).filter(({ what }) => what === 'left');
  expect(left.map(({ reason }) => reason)).toEqual(['aborted', 'shut-down']);
});

test('a client that is torn away and never comes back has not come back in time', async () => {
  const phoney = await holdHub([], {}, { expect: [{ id: 'back', hub: { reconnected: { max: '0s' } } }] });
  const { until } = await connect(phoney, { backAfterMs: null });
  await phoney.command({ do: 'fault.start', fault: 'lose_connection' } as never);
  await until('closed');
  const { of } = await end(phoney);
  expect(of('back').ok).toBe(false);
  expect(of('back').offences?.[0]?.saw).toBe('aborted, and did not come back');
});

test('a client that says goodbye misses nothing, and need not come back', async () => {
  const phoney = await holdHub([], {}, { expect: expectations });
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await client.connection.stop();
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  const { of } = await end(phoney);
  expect(of('missed')).toMatchObject({ ok: true, actual: 0 });
  expect(of('back')).toMatchObject({ ok: false, actual: null });
});

test('what a hub forgot is missed, until the client asks for it again or wants it no more', async () => {
  const phoney = await holdHub([], {}, { expect: expectations });
  const client = await connect(phoney);
  await subscribe(phoney, client);
  await phoney.command({ do: 'fault.start', fault: 'forget_subscription', times: 1 } as never);
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await subscribe(phoney, client);
  await client.connection.invoke('UnsubscribeAll');
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'available' });
  const { of } = await end(phoney);
  expect(of('missed')).toMatchObject({ ok: false, actual: 1 });
});

test('what another connection of the same user still has is not missed', async () => {
  const phoney = await holdHub([], {}, { expect: expectations });
  const [lost, kept] = [await connect(phoney, { backAfterMs: null }), await connect(phoney)];
  await subscribe(phoney, lost);
  await subscribe(phoney, kept);
  await phoney.command({
    do: 'fault.start',
    fault: 'lose_connection',
    times: 1,
  } as never);
  await lost.until('closed');
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await kept.until('message');
  expect((await end(phoney)).of('missed')).toMatchObject({ ok: true, actual: 0 });
});

test('pings: what each client sent over all of its connections is counted, and who sent too few is named', async () => {
  const users = { centre: { queues: [{ name: 'Billing' }], agents: [{ name: 'alice' }, { name: 'bob' }] } };
  const phoney = await holdHub([], {}, { ...users, expect: expectations });
  await connectAndPing(phoney, 'alice', 2);
  await connectAndPing(phoney, 'alice', 1);
  await connectAndPing(phoney, 'bob', 0);
  const { of, result } = await end(phoney);
  expect(result.verdict).toBe('failed');
  expect(of('pings')).toMatchObject({ ok: false, actual: 0, kind: 'count' });
  expect(of('pings').offences).toMatchObject([{ client: 'bob', saw: '0 pings' }]);
  expect(clientsOf(phoney).flatMap(({ what, pings }) => (what === 'left' ? [pings] : []))).toEqual([2, 1, 0]);
});

/** Connects, pings so many times, and is answered a call that comes behind the pings. */
async function connectAndPing(phoney: Phoney, user: string, pings: number): Promise<void> {
  const hub = phoney.hub('enreach');
  const socket = await RawSocket.open(`${hub.url}?access_token=${await hub.token(user)}`);
  socket.say({ protocol: 'json', version: 1 });
  for (let ping = 0; ping < pings; ping++) socket.say({ type: 6 });
  socket.say({ type: 1, invocationId: '1', target: 'ActiveSubscriptions', arguments: [] });
  await socket.until(() => socket.messages.some(({ type }) => type === 3));
  socket.reset();
}
