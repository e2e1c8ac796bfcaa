/**
 * A receiver with mutual TLS that answers 200 and knows how punctual and how even requests came, in a process of its own:
 * `fork(receiver.ts, [DIRECTORY, RATE])`. Tells its port, and what came when it is asked.
 */
import type { AddressInfo } from 'node:net';
import { createTlsServer } from './tls-server.ts';

/** Over all requests: how late against an even schedule of the rate that began with the earliest of them, and how even. */
export interface Arrivals {
  readonly requests: number;
  readonly perSecond: number;
  readonly lateMs: Lateness;
  /** Without the first three seconds: how it is once all is warm. */
  readonly lateMsLater: Lateness | null;
  readonly gapMs: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly connections: number;
}

interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

const [directory = '.', rate = '1000'] = process.argv.slice(2);
const ratePerSec = Number(rate);
const times: number[] = [];
let connections = 0;

const server = createTlsServer(directory, () => times.push(performance.now()));
server.on('secureConnection', () => connections++);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(arrivals()));
process.on('disconnect', () => process.exit());

function arrivals(): Arrivals {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const gaps = times
    .slice(1)
    .map((time, i) => time - (times[i] as number))
    .sort((a, b) => a - b);
  const skipped = Math.round(3 * ratePerSec);
  return {
    requests: times.length,
    perSecond: round(((times.length - 1) / (last - first)) * 1000),
    lateMs: lateness(times),
    lateMsLater: times.length > skipped ? lateness(times.slice(skipped)) : null,
    gapMs: { p50: at(gaps, 0.5), p99: at(gaps, 0.99), max: at(gaps, 1) },
    connections,
  };
}

function lateness(list: readonly number[]): Lateness {
  const lags = list.map((time, i) => time - (i * 1000) / ratePerSec).sort((a, b) => a - b);
  const [earliest = 0] = lags;
  const late = lags.map((lag) => lag - earliest);
  return { p50: at(late, 0.5), p99: at(late, 0.99), p999: at(late, 0.999), max: at(late, 1) };
}

function at(sorted: readonly number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
