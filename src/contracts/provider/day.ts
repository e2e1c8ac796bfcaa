import type { Channel, Message } from '../../channels/message.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { Recorder } from '../../record/recorder.ts';
import { sendOnce } from '../../run/dispatch.ts';
import { playLoop } from '../../run/loop.ts';
import { Pacer } from '../../run/pacer.ts';
import type { RunSource } from '../../run/repeat.ts';
import { Sender } from '../../run/sender.ts';

/** A command that the centre did not carry out. */
export interface Refusal {
  /** Simulated epoch ms. */
  readonly at: number;
  readonly command: string;
  readonly reason: string;
}

/** Everything that was said on a day of the rehearsal. */
export interface Day {
  /** Those that leave over HTTP, in order. Not sent yet. */
  readonly messages: readonly Message[];
  readonly refusals: readonly Refusal[];
}

/** What a day is made of. */
export interface DayParts {
  readonly source: RunSource;
  readonly dialects: readonly Dialect[];
  /** Takes the messages of hubs as they come; absent: they are not sent. */
  readonly hub: Channel | undefined;
  readonly clock: Clock;
  /** Simulated epoch ms. */
  readonly startMs: number;
}

/** How many messages may be on their way to the hub's client. */
const hubRoom = 100;
const never = new AbortController().signal;

/** Plays the whole day as fast as it goes, through the same loop as any run. */
export async function playDay({ source, dialects, hub, clock, startMs }: DayParts): Promise<Day> {
  const messages: Message[] = [];
  const refusals: Refusal[] = [];
  const keep: Channel = {
    send: (message) => void messages.push(message),
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const recorder = new Recorder([
    (record) => {
      if (record.type === 'event' && record.event.type === 'command.refused') refusals.push(record.event);
    },
  ]);
  const channels = { http: keep, signalr: hub ?? { ...keep, send: () => undefined } };
  await playLoop({
    source,
    dialects,
    pacer: new Pacer({ clock, plan: { kind: 'max' }, startMs, stopAfterMs: Infinity, signal: never }),
    sender: new Sender(channels, recorder, sendOnce),
    recorder,
    ready: () => (hub !== undefined && hub.openCount > hubRoom ? hub.drain(never) : undefined),
    staysOpen: () => false,
    afterStep: () => undefined,
  });
  await hub?.drain(never);
  return { messages, refusals };
}
