import type { Command } from 'commander';
import { InputError, type Problem } from '../../lib/errors.ts';
import { controlNeeds } from '../flags/control-flags.ts';
import { typedFlags, unmetNeeds, type Need } from '../flags/needs.ts';
import { shareNeeds } from '../shares/share-flags.ts';

const needs: readonly Need[] = [
  ...controlNeeds,
  ...shareNeeds,
  {
    flag: '--timeout',
    of: ['--vendor'],
    why: 'The targets of a scenario say themselves how long an answer may take (timeout_ms).',
  },
];

const telling = ['--report', '--report-dir', '--json', '--quiet'];
const securing = ['--cert', '--key', '--pfx', '--ca', '--passphrase-env'];

const needsOfAttaching: readonly Need[] = [
  { flag: '--attach', of: ['--on'], why: 'Where was the run put up?' },
];

/** What a search for the capacity heeds. */
const ofSearch: readonly string[] = [
  ...['--find-capacity', '--slo', '--max-dropped', '--step', '--max-rate'],
  ...['--vendor', '--profile', '--rate', '--seed', '--start', '--warm-up', '--late-after', '--held'],
  ...['--url', '--connections', '--timeout', '--wait-for-receiver'],
  ...securing,
  ...telling,
];

/** What whoever attaches to a run may still say of it. */
const ofAttaching: readonly string[] = ['--attach', '--on', '--wait-for-redis', '--fail-fast', ...telling];

/** What a load to clients of phoney's own hub has no use for. */
const notOfHub: readonly string[] = [
  ...['--wait-for-clients', '--wait-for-receiver', '--connections', '--timeout'],
  ...securing,
];

/** Throws an `InputError` with every flag that was typed and would have no effect. */
export function checkLoadFlags(file: string | undefined, command: Command): void {
  const typed = typedFlags(command);
  const problems = isAsked(command, 'attach')
    ? [...unmetNeeds(command, needsOfAttaching), ...whatIsSettled(file, typed)]
    : [
        ...unmetNeeds(command, needs),
        ...(isAsked(command, 'findCapacity') ? notAmong(typed, ofSearch, searches) : []),
        ...(isAsked(command, 'hub') ? among(typed, notOfHub, hubs) : []),
      ];
  if (problems.length > 0) throw new InputError(problems);
}

const searches = 'A search for the capacity makes many short runs of its own. Leave it out.';
const hubs = 'With --hub messages go to phoney’s own clients, and to no receiver. Leave it out.';

function isAsked(command: Command, name: string): boolean {
  const value: unknown = command.getOptionValue(name);
  return value !== undefined && value !== false;
}

function whatIsSettled(file: string | undefined, typed: readonly string[]): Problem[] {
  const settled = [
    ...(file === undefined ? [] : ['the scenario']),
    ...typed.filter((flag) => !ofAttaching.includes(flag)),
  ];
  if (settled.length === 0) return [];
  const message = `The run was put up with all that it plays. Leave out ${settled.join(', ')}.`;
  return [{ file: '--attach', message }];
}

function notAmong(typed: readonly string[], heeded: readonly string[], message: string): Problem[] {
  return typed.filter((flag) => !heeded.includes(flag)).map((file) => ({ file, message }));
}

function among(typed: readonly string[], unheeded: readonly string[], message: string): Problem[] {
  return typed.filter((flag) => unheeded.includes(flag)).map((file) => ({ file, message }));
}
