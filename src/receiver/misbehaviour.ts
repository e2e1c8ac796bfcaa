import { parseDuration } from '../lib/duration.ts';
import type { Problem } from '../lib/errors.ts';

/** What the receiver does wrong on purpose: at every `every`th request, counted from the start. */
export interface Misbehaviour {
  readonly every: number;
  readonly what:
    | { readonly kind: 'status'; readonly status: number }
    | { readonly kind: 'delay'; readonly delayMs: number }
    | { readonly kind: 'reset' };
}

/** What becomes of one request. */
export interface Reaction {
  /** `null`: the connection is reset without an answer. */
  readonly status: number | null;
  readonly delayMs: number;
}

/** The reaction to the `nth` request (from 1) where a good receiver answers 200. A reset outdoes the rest; a delay and a status go together. */
export function reactTo(nth: number, misbehaviours: readonly Misbehaviour[]): Reaction {
  let status: number | null = 200;
  let delayMs = 0;
  for (const { every, what } of misbehaviours) {
    if (nth % every !== 0) continue;
    if (what.kind === 'reset') return { status: null, delayMs: 0 };
    if (what.kind === 'delay') delayMs = Math.max(delayMs, what.delayMs);
    else status = what.status;
  }
  return { status, delayMs };
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
      problems.push({
        path: flag,
        message: `"${text}" is not understood. Write a status from 200 to 599, "delay 5s" or "reset", and "every N" after it for every Nth request.`,
      });
    }
    return read ?? [];
  });
}

function readMisbehaviour(text: string): Misbehaviour | undefined {
  const [, what = '', everyText = '1'] = /^\s*(.+?)(?:\s+every\s+(\S+))?\s*$/.exec(text) ?? [];
  const every = /^[1-9]\d{0,8}$/.test(everyText) ? Number(everyText) : undefined;
  if (every === undefined) return undefined;
  if (what === 'reset') return { every, what: { kind: 'reset' } };
  if (/^[2-5]\d\d$/.test(what)) return { every, what: { kind: 'status', status: Number(what) } };
  const delayMs = what.startsWith('delay ') ? parseDuration(what.slice('delay '.length)) : undefined;
  return delayMs === undefined ? undefined : { every, what: { kind: 'delay', delayMs } };
}
