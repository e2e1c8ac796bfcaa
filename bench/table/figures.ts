import type { Arrivals } from '../load/receiver.ts';
import { compared, format, limited, type Row } from './row.ts';

/** What its bench prints. */
export interface WholePath {
  readonly messages: number;
  readonly cpuMicros: Readonly<Record<string, readonly number[]>>;
}

/** What a message costs on its whole way. */
export function wholePathRows({ cpuMicros }: WholePath): Row[] {
  const of = (name: string): number => median(cpuMicros[name] ?? []);
  const mine = of('phoney, the whole path');
  return [
    compared('CPU per message', 'µs', mine, { name: 'autocannon', figure: of('autocannon, one body') }, 1.4),
    compared('CPU per message', 'µs', mine, {
      name: 'bare socket',
      figure: of('bare socket, the same bodies'),
    }),
  ];
}

interface Given {
  readonly perSec: number;
  readonly cpuMicrosPerMessage: number;
}

/** What its bench prints. */
export interface Throughput {
  readonly bareSocket: Given;
  readonly autocannon: Given;
  readonly 'phoney, 1 worker': Given;
  readonly 'phoney, 2 workers': Given;
}

/** How many messages one machine gives, with one worker and with two. */
export function throughputRows(found: Throughput): Row[] {
  const { bareSocket, autocannon } = found;
  const [one, two] = [found['phoney, 1 worker'], found['phoney, 2 workers']];
  const peer = (name: string, { perSec }: Given): { name: string; figure: number } => ({
    name,
    figure: perSec,
  });
  return [
    compared('throughput, 1 worker', 'msg/s', one.perSec, peer('autocannon', autocannon)),
    compared('throughput, 1 worker', 'msg/s', one.perSec, peer('bare socket', bareSocket)),
    compared('throughput, 2 workers', 'msg/s', two.perSec, peer('1 worker', one)),
    compared('CPU per message, 2 workers', 'µs', two.cpuMicrosPerMessage, {
      name: '1 worker',
      figure: one.cpuMicrosPerMessage,
    }),
  ];
}

/** What its bench prints. */
export interface Punctuality {
  readonly ratePerSec: number;
  readonly phoney: Arrivals;
  readonly autocannon: Arrivals;
}

/** How late messages are at a receiver. */
export function punctualityRows({ ratePerSec, phoney, autocannon }: Punctuality): Row[] {
  const at = `${format(ratePerSec)}/s, late at the receiver`;
  const row = (what: string, of: 'p50' | 'p99' | 'p999', mostMs?: number): Row => ({
    ...compared(`${at}, ${what}`, 'ms', phoney.lateMs[of], {
      name: 'autocannon -R',
      figure: autocannon.lateMs[of],
    }),
    ...(mostMs !== undefined && { bar: `≤ ${mostMs} ms`, holds: phoney.lateMs[of] <= mostMs }),
  });
  return [row('p50', 'p50'), row('p99', 'p99', 2), row('p99.9', 'p999', 10)];
}

/** What its bench prints. */
export interface Soak {
  readonly ratePerSec: number;
  readonly minutes: number;
  readonly undelivered: number;
  readonly memoryMb: readonly number[];
  readonly arrivals: Arrivals;
}

/** Whether a long load stays as it is. */
export function soakRows({ ratePerSec, minutes, undelivered, memoryMb, arrivals }: Soak): Row[] {
  const what = `${minutes} min at ${format(ratePerSec)}/s`;
  const [then = NaN, now = NaN] = [memoryMb[2], memoryMb.at(-1)];
  const { p99, p999 } = arrivals.lateMs;
  return [
    limited(`${what}: memory, third and last tenth`, `${then} MB, ${now} MB`, '≤ +10 %', now <= then * 1.1),
    limited(`${what}: not delivered`, String(undelivered), '0', undelivered === 0),
    limited(`${what}: late at the receiver, p99`, `${format(p99)} ms`, '≤ 2 ms', p99 <= 2),
    limited(`${what}: late at the receiver, p99.9`, `${format(p999)} ms`, '≤ 10 ms', p999 <= 10),
  ];
}

/** What its bench prints, by the number of clients: CPU per message in µs. */
export type Hub = Readonly<
  Record<
    string,
    readonly {
      readonly name: string;
      readonly micros: number;
      readonly peer: string;
      readonly peerMicros: number;
    }[]
  >
>;

/** What a message to many clients costs. */
export function hubRows(found: Hub): Row[] {
  return Object.entries(found).flatMap(([clients, contestants]) =>
    contestants
      .filter(({ name }) => name.startsWith('hub'))
      .map(({ name, micros, peer, peerMicros }) =>
        compared(
          `CPU per message, ${name}, ${clients} clients`,
          'µs',
          micros,
          { name: peer, figure: peerMicros },
          name.includes('coalesced') ? undefined : 0.8,
        ),
      ),
  );
}

/** What its bench prints. */
export interface Centre {
  readonly agents: number;
  readonly hours: number;
  readonly tookMs: number;
  readonly heapMb: readonly number[];
}

/** How fast the simulation is, and whether it keeps what is over. */
export function centreRows({ agents, hours, tookMs, heapMb }: Centre): Row[] {
  const what = `${hours} h of ${format(agents)} agents`;
  const most = (10_000 * hours) / 8;
  const [then = NaN, now = NaN] = [heapMb[Math.min(2, heapMb.length - 2)], heapMb.at(-1)];
  return [
    limited(what, `${format(tookMs / 1000)} s`, `< ${format(most / 1000)} s`, tookMs < most),
    limited(`${what}: heap, early and at the end`, `${then} MB, ${now} MB`, '≤ +10 %', now <= then * 1.1),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
