import type { BenchFault, ClientBench } from '../../client-bench.ts';
import { broken, held, notSeen, type Demand, type Level } from '../../demand.ts';
import { comeBack, isFinding } from './comeback.ts';
import { sections } from './sections.ts';

interface BadDay {
  readonly id: string;
  readonly title: string;
  readonly level?: Level;
  readonly section?: string;
  readonly faults: readonly BenchFault[];
  readonly advice: string;
}

const lose: BenchFault = { fault: 'lose_connection', times: 1 };

/**
 * What can happen at the hub, one after the other. Last comes what a client may not get over: whoever was on long polling once may
 * watch for silence no more, as Microsoft's JavaScript client does not.
 */
const badDays: readonly BadDay[] = [
  {
    id: 'bad-day.restart',
    title: 'It comes back when the hub restarts',
    level: 'required',
    section: sections.managing,
    faults: [{ fault: 'restart', back_after: '1s', times: 1 }],
    advice: 'Try again for longer: a restart takes its time.',
  },
  {
    id: 'bad-day.close-reconnect',
    title: 'It comes back when the hub closes and says that it may',
    section: `${sections.signalr}: allowReconnect`,
    faults: [{ fault: 'close', allow_reconnect: true, times: 1 }],
    advice: 'Connect again when a close message has allowReconnect.',
  },
  {
    id: 'bad-day.unauthorized',
    title: 'It comes back when its token is refused once',
    section: sections.authentication,
    faults: [{ fault: 'unauthorized', first: 1 }, lose],
    advice: 'After a 401 fetch another token and try again.',
  },
  {
    id: 'bad-day.token-expired',
    title: 'It comes back when it was given a token that has expired',
    section: sections.earlier,
    faults: [{ fault: 'token', how: 'expired', first: 1 }, lose],
    advice: 'Ask for a token at every attempt, not once for all of them.',
  },
  {
    id: 'bad-day.token-refused',
    title: 'It comes back when the token endpoint fails once',
    section: sections.authentication,
    faults: [{ fault: 'answer_status', status: 503, first: 1 }, lose],
    advice: 'A token that cannot be fetched now can be later: try again.',
  },
  {
    id: 'bad-day.negotiate-refused',
    title: 'It comes back when a negotiation is refused once',
    section: sections.connecting,
    faults: [{ fault: 'refuse_negotiate', status: 503, first: 1 }, lose],
    advice: 'Try again.',
  },
  {
    id: 'bad-day.slow-start',
    title: 'It waits for a hub that takes its time to negotiate',
    section: sections.connecting,
    faults: [{ fault: 'slow_start', by: '2s', first: 1 }, lose],
    advice: 'Wait for longer, or try again.',
  },
  {
    id: 'bad-day.handshake',
    title: 'It gives up a handshake that is never answered, and tries again',
    section: `${sections.signalr}: handshakeTimeout`,
    faults: [{ fault: 'handshake_never', first: 1 }, lose],
    advice: 'Wait for the answer to a handshake for 15 s and not longer.',
  },
  {
    id: 'bad-day.no-ping',
    title: 'It notices when the hub pings no more, and comes back',
    section: `${sections.signalr}: serverTimeout`,
    faults: [{ fault: 'no_ping', times: 1 }],
    advice: 'After 30 s of silence take the connection for dead.',
  },
  {
    id: 'bad-day.stall',
    title: 'It notices when nothing comes any more on an open connection, and comes back',
    section: `${sections.signalr}: serverTimeout`,
    faults: [{ fault: 'stall', times: 1 }],
    advice: 'After 30 s of silence take the connection for dead.',
  },
  {
    id: 'bad-day.protocol',
    title: 'It comes back when its handshake is refused once',
    section: `${sections.signalr}: handshake`,
    faults: [{ fault: 'protocol_version', first: 1 }, lose],
    advice: 'A hub that is being updated may refuse for a while: try again.',
  },
  {
    id: 'bad-day.one-transport',
    title: 'It takes another transport when the hub offers no WebSockets',
    section: `${sections.connecting}; ${sections.signalr}: transports`,
    faults: [{ fault: 'only_transport', transport: 'LongPolling' }, lose],
    advice: 'A proxy may allow no WebSockets. If yours never will, this does not matter.',
  },
  {
    id: 'bad-day.close',
    title: 'Something starts it again when the hub closes without allowing to reconnect',
    section: `${sections.signalr}: onclose`,
    faults: [{ fault: 'close', times: 1 }],
    advice: "Microsoft's clients stay away by themselves: start anew in onclose, after a pause.",
  },
];

/** How a client behaves under each of them. */
export const badDayDemands: readonly Demand<ClientBench>[] = badDays.map(demandOf);

function demandOf({ faults, advice, level = 'advice', section = '', ...named }: BadDay): Demand<ClientBench> {
  return {
    ...named,
    level,
    section,
    async look(bench) {
      const seen = await comeBack(bench, faults);
      if (isFinding(seen)) return seen;
      const seconds = bench.settings.waitMs / 1000;
      if (bench.stop.aborted) return notSeen('The check was ended.');
      if (seen.leftMs === undefined)
        return broken(`It was still there after ${seconds} s: ${seen.told}`, advice);
      return seen.back === undefined
        ? broken(`It was not back within ${seconds} s: ${seen.told}`, advice)
        : held(seen.told);
    },
  };
}
