import type { ClientBench } from '../../client-bench.ts';
import { broken, held, notSeen, type Demand } from '../../demand.ts';
import { sections } from './sections.ts';
import { tell } from './tell.ts';

/** How a client gets in. */
export const connectingDemands: readonly Demand<ClientBench>[] = [
  {
    id: 'connect.token',
    title: 'The client fetches its token from the token endpoint',
    section: sections.authentication,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      const asked = bench.sightings.filter((seen) => seen.what === 'asked for a token');
      if (asked.some(({ status }) => status === 200)) return held('It was given one.');
      const statuses = asked.map(({ status }) => status).join(', ');
      const seen = asked.length === 0 ? 'Nobody asked for a token.' : `It was answered ${statuses}.`;
      return broken(
        seen,
        ...(typeof client === 'string' ? [client] : []),
        'Ask GET /token/me/rte/ with the name and the password of a user.',
      );
    },
  },
  {
    id: 'connect.hub',
    title: 'It connects to the hub with that token',
    section: sections.connecting,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string')
        return broken(client, `From the beginning: ${tell(bench.sightings, 0)}`);
      const given = new Set(
        bench.sightings.flatMap((seen) => (seen.what === 'asked for a token' ? [seen.token] : [])),
      );
      const shown = bench.sightings.findLast((seen) => seen.what === 'showed a token' && seen.isGood);
      if (shown?.what !== 'showed a token') return broken('It showed no token.');
      return given.has(shown.token)
        ? held(`It is there over ${client.transport}.`)
        : broken(
            'It showed a good token that nobody was given in this check.',
            'Fetch one for each connection.',
          );
    },
  },
  {
    id: 'subscribe.asks',
    title: 'It subscribes to something that it is granted',
    section: sections.subscribing,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string') return notSeen(client);
      const { length } = client.subscriptions;
      if (length > 0) return held(`It has ${length} ${length === 1 ? 'subscription' : 'subscriptions'}.`);
      return broken(
        `It subscribed to nothing within ${bench.settings.settleMs / 1000} s, or was refused everything. ${tell(bench.sightings, 0)}`,
        'Call Subscribe with an array of {EntityId, EventName} once connected.',
      );
    },
  },
  {
    id: 'subscribe.granted',
    title: 'Nothing that it subscribes to is refused',
    section: sections.validation,
    level: 'advice',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string') return notSeen(client);
      const refused = bench.sightings.flatMap((seen) =>
        seen.what === 'called' && seen.method === 'Subscribe' ? refusalsIn(seen.answered) : [],
      );
      return refused.length === 0
        ? held('Every item was granted.')
        : broken(
            `${refused.length} refused: ${[...new Set(refused)].slice(0, 5).join('; ')}.`,
            'Not every event exists for every kind of entity, and not everybody may hear everything.',
          );
    },
  },
  {
    id: 'calls.good',
    title: 'Each of its calls is one that the hub can carry out, and of at most 32 KB',
    section: sections.methods,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string') return notSeen(client);
      const failed = bench.sightings.flatMap((seen) =>
        seen.what === 'called' && seen.answered instanceof Error
          ? [`${seen.method}: ${seen.answered.message}`]
          : [],
      );
      if (failed.length > 0) return broken(...failed.slice(0, 5));
      const { subscriptions } = client;
      return held(
        `The connection lasts after ${subscriptions.length} subscriptions; the hub closes it at a longer message.`,
      );
    },
  },
  {
    id: 'ping.often',
    title: 'It pings the hub',
    section: `${sections.introduction}; ${sections.signalr}: keepAliveInterval`,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string') return notSeen(client);
      if (client.transport === 'LongPolling') return held('It polls, which is as good.');
      const { pingWithinMs } = bench.settings;
      const connected = bench.sightings.find(
        (seen) => seen.what === 'connected' && seen.client === client.id,
      );
      const count = (): number =>
        bench.sightings.filter((seen) => seen.what === 'pinged' && seen.client === client.id).length;
      const seen = await bench.until(() => (count() > 1 ? true : undefined), pingWithinMs);
      if (seen === true) return held(`It does: ${count()} times by now.`);
      const isThere = !bench.sightings.some((one) => one.what === 'left' && one.client === client.id);
      if (!isThere) return notSeen(`It left. ${tell(bench.sightings.slice(-6), connected?.atMs ?? 0)}`);
      return broken(
        `${count() === 0 ? 'No ping' : 'No second ping'} within ${pingWithinMs / 1000} s.`,
        'Send {"type":6} every 15 s, as Microsoft\'s clients do: otherwise nobody notices a dead connection.',
      );
    },
  },
];

/** What was refused, with the reason. */
function refusalsIn(answered: unknown): string[] {
  if (!Array.isArray(answered)) return [];
  return (answered as readonly Readonly<Record<string, unknown>>[]).flatMap((result) => {
    const named = new Map(Object.entries(result).map(([name, value]) => [name.toLowerCase(), value]));
    if (named.get('subscribed') === true) return [];
    return [`${String(named.get('eventname'))}: ${String(named.get('message'))}`];
  });
}
