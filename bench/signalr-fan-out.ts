/**
 * What a message to a client of the hub costs, beside bare `ws`: 900 bytes to each of many clients, which are other processes.
 * "Coalesced" sends as fast as the clients take it, so that a frame holds many messages; "one by one" sends the next event only when
 * the last one has been handed over to all, so that every frame holds one, into which the subscriber's id was spliced; "own" serialises
 * another message for each client. What counts is the CPU of this process. All are measured in turn, in short slices of the same
 * minutes, so that whatever else the machine does happens to all of them.
 *
 *     node bench/signalr-fan-out.ts [--clients 200,1000] [--messages 200000] [--rounds 3] [--json]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hub, type Subject, wsOwnJson, wsOwnMessagePack, wsShared } from './hub/subjects.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200,1000' },
    messages: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

const makers: Readonly<Record<string, () => Subject>> = {
  'ws, one shared buffer': wsShared,
  'ws, own, JSON': wsOwnJson,
  'ws, own, MessagePack': wsOwnMessagePack,
  'hub coalesced, JSON': () => hub('json', 'spliced', 64),
  'hub coalesced, MessagePack': () => hub('messagepack', 'spliced', 64),
  'hub one by one, JSON': () => hub('json', 'spliced', 0),
  'hub one by one, MessagePack': () => hub('messagepack', 'spliced', 0),
  'hub own, JSON': () => hub('json', 'own', 0),
  'hub own, MessagePack': () => hub('messagepack', 'own', 0),
};

/** A subject with its clients, and what it has cost: µs of CPU by round. */
interface Contestant {
  readonly subject: Subject;
  readonly child: ChildProcess;
  readonly micros: number[];
}

const sliceMessages = 10_000;

async function enter(make: () => Subject, clients: number): Promise<Contestant> {
  const subject = make();
  subject.server.listen(0, '127.0.0.1', 4096);
  await once(subject.server, 'listening');
  const { port } = subject.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const child = fork(new URL('hub/clients.ts', import.meta.url), [url, String(clients), subject.protocol]);
  await once(child, 'message');
  const contestant = { subject, child, micros: [] };
  await slice(contestant, clients);
  return contestant;
}

/** Sends a slice; answers µs of CPU, user and system. */
async function slice({ subject }: Contestant, clients: number): Promise<number> {
  // Whatever the last one has left to do is done, and its clients have caught up.
  await sleep(20);
  const before = process.cpuUsage();
  for (let sent = 0; sent < sliceMessages; sent += clients) await subject.sendToAll();
  await subject.finish();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** What a message cost somebody, and its peer, in µs of CPU. */
interface Found {
  readonly name: string;
  readonly micros: number;
  readonly peer: string;
  readonly peerMicros: number;
}

const foundBy: Record<string, readonly Found[]> = {};
for (const clients of values.clients.split(',').map(Number)) {
  const contestants = new Map<string, Contestant>();
  for (const [name, make] of Object.entries(makers)) contestants.set(name, await enter(make, clients));
  const slices = Math.ceil(Number(values.messages) / sliceMessages);
  for (let round = 0; round < Number(values.rounds); round++) {
    const totals = new Map<string, number>();
    for (let i = 0; i < slices; i++)
      for (const [name, each] of contestants)
        totals.set(name, (totals.get(name) ?? 0) + (await slice(each, clients)));
    for (const [name, { micros }] of contestants)
      micros.push((totals.get(name) ?? NaN) / (slices * sliceMessages));
  }
  const costOf = (name: string): number => median(contestants.get(name)?.micros ?? []);
  const found = [...contestants.keys()].map((name): Found => {
    const peer = name.startsWith('hub own') ? name.replace('hub', 'ws,') : 'ws, one shared buffer';
    return { name, micros: costOf(name), peer, peerMicros: costOf(peer) };
  });
  for (const { child } of contestants.values()) child.kill();
  if (!values.json) print(clients, found);
  foundBy[clients] = found;
}
if (values.json) process.stdout.write(`${JSON.stringify(foundBy)}\n`);

function print(clients: number, found: readonly Found[]): void {
  process.stdout.write(`\n${clients} clients, ${values.rounds} rounds of ${values.messages} messages\n`);
  for (const { name, micros, peer, peerMicros } of found) {
    const ratio = (micros / peerMicros).toFixed(2);
    process.stdout.write(
      `${name.padEnd(28)} ${micros.toFixed(2).padStart(6)} µs CPU per message  ${ratio} of ${peer}\n`,
    );
  }
}
process.exit(0);
