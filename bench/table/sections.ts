import { spawnSync } from 'node:child_process';
import {
  centreRows,
  hubRows,
  punctualityRows,
  soakRows,
  throughputRows,
  wholePathRows,
  type Centre,
  type Hub,
  type Punctuality,
  type Soak,
  type Throughput,
  type WholePath,
} from './figures.ts';
import type { Row } from './row.ts';

/** A part of the table: a bench of its own, and what its figures come to. */
export interface Section {
  readonly name: string;
  /** The script in `bench/`, and its arguments for a full run and for a quick one. */
  readonly script: string;
  readonly full: readonly string[];
  readonly quick: readonly string[];
  /** How long the two take on two cores, in minutes. */
  readonly minutes: { readonly full: number; readonly quick: number };
  /** What is missing on this machine, with how to get it; `undefined` when nothing is. */
  lacks(): string | undefined;
  /** What the script's JSON says. */
  rows(found: unknown): readonly Row[];
}

const nothing = (): undefined => undefined;

function nginx(): string | undefined {
  const { error } = spawnSync('nginx', ['-v']);
  return error === undefined ? undefined : 'nginx is not installed here: apt-get install nginx';
}

/** In the order in which they are run. */
export const sections: readonly Section[] = [
  {
    name: 'whole-path',
    script: 'whole-path.ts',
    full: ['2', '3'],
    quick: ['1', '1'],
    minutes: { full: 2, quick: 0.5 },
    lacks: nginx,
    rows: (found) => wholePathRows(found as WholePath),
  },
  {
    name: 'throughput',
    script: 'throughput.ts',
    full: ['--seconds', '15'],
    quick: ['--seconds', '4'],
    minutes: { full: 2, quick: 1 },
    lacks: nginx,
    rows: (found) => throughputRows(found as Throughput),
  },
  {
    name: 'punctuality',
    script: 'punctuality.ts',
    full: ['--seconds', '60'],
    quick: ['--seconds', '10'],
    minutes: { full: 2.5, quick: 0.5 },
    lacks: nothing,
    rows: (found) => punctualityRows(found as Punctuality),
  },
  {
    name: 'soak',
    script: 'soak.ts',
    full: ['--minutes', '10'],
    quick: ['--minutes', '1'],
    minutes: { full: 10, quick: 1 },
    lacks: nothing,
    rows: (found) => soakRows(found as Soak),
  },
  {
    name: 'hub',
    script: 'signalr-fan-out.ts',
    full: [],
    quick: ['--rounds', '1', '--messages', '50000'],
    minutes: { full: 3, quick: 1 },
    lacks: nothing,
    rows: (found) => hubRows(found as Hub),
  },
  {
    name: 'centre',
    script: 'centre.ts',
    full: ['--agents', '5000'],
    quick: ['--agents', '5000', '--hours', '2'],
    minutes: { full: 0.5, quick: 0.2 },
    lacks: nothing,
    rows: (found) => centreRows(found as Centre),
  },
];
