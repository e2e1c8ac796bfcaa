import { parseDuration } from '../lib/duration.ts';
import type { Problem } from '../lib/errors.ts';
import { isSocketFault, socketFaults, type SocketFault } from './socket-faults.ts';

/** What a receiver does with a request instead of answering 200 at once: a status, a pause before the answer, or a fault. */
export type Behaviour = number | { readonly delayMs: number } | SocketFault;

/** A behaviour at every `every`th request, counted from the receiver's start. */
export interface Misbehaviour {
  readonly every: number;
  readonly what: Behaviour;
}

/** What becomes of one request. */
export interface Reaction {
  readonly answer: number | SocketFault;
  readonly delayMs: number;
}

/**
 * The reaction to the `nth` request (from 1) where a good receiver answers 200. A fault outdoes the rest; a delay and a
 * status go together.
 */
export function reactTo(nth: number, misbehaviours: readonly Misbehaviour[]): Reaction {
  let answer = 200;
  let delayMs = 0;
  for (const { every, what } of misbehaviours) {
    if (nth % every !== 0) continue;
    if (typeof what === 'string') return { answer: what, delayMs: 0 };
    if (typeof what === 'number') answer = what;
    else delayMs = Math.max(delayMs, what.delayMs);
  }
  return { answer, delayMs };
}

/** The flags, as given. */
export interface MisbehaviourFlags {
  readonly status?: string;
  readonly delay?: string;
  readonly reset?: boolean;
  readonly every?: string;
  readonly misbehave: readonly string[];
}

/** Reads the flags; what cannot be read is added to `problems`. */
export function readMisbehaviours(flags: MisbehaviourFlags, problems: Problem[]): Misbehaviour[] {
  const { status, delay, reset, every = '1', misbehave } = flags;
  const texts: [flag: string, text: string][] = misbehave.map((text) => ['--misbehave', text]);
  if (status !== undefined) texts.push(['--status', `${status} every ${every}`]);
  if (delay !== undefined) texts.push(['--delay', `delay ${delay} every ${every}`]);
  if (reset === true) texts.push(['--reset', `reset every ${every}`]);
  if (flags.every !== undefined && status === undefined && delay === undefined && reset !== true) {
    problems.push({
      path: '--every',
      message: 'It needs --status, --delay or --reset to say what happens then.',
    });
  }
  return texts.flatMap(([flag, text]) => {
    const read = readMisbehaviour(text);
    if (read === undefined) {
      const names = socketFaults.map((name) => `"${name}"`).join(', ');
      problems.push({
        path: flag,
        message: `"${text}" is not understood. Write a status from 200 to 599, "delay 5s" or one of ${names}, and "every N" after it for every Nth request.`,
      });
    }
    return read ?? [];
  });
}

function readMisbehaviour(text: string): Misbehaviour | undefined {
  const [, name = '', everyText = '1'] = /^\s*(.+?)(?:\s+every\s+(\S+))?\s*$/.exec(text) ?? [];
  const every = /^[1-9]\d{0,8}$/.test(everyText) ? Number(everyText) : undefined;
  const what = readBehaviour(name);
  return every === undefined || what === undefined ? undefined : { every, what };
}

function readBehaviour(text: string): Behaviour | undefined {
  if (isSocketFault(text)) return text;
  if (/^[2-5]\d\d$/.test(text)) return Number(text);
  const delayMs = text.startsWith('delay ') ? parseDuration(text.slice('delay '.length)) : undefined;
  return delayMs === undefined ? undefined : { delayMs };
}
