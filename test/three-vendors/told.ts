import { expect } from 'vitest';
import { asappReadings, parseAsapp, readAsapp } from './asapp-story.ts';
import { enreachReadings, parseEnreach, readEnreach } from './enreach-story.ts';
import type { Heard } from './play.ts';
import {
  parseRingcentral,
  readEnds,
  readMailboxes,
  readRingcentral,
  ringcentralReadings,
  type CallEnd,
} from './ringcentral-story.ts';
import type { Story } from './story.ts';

/** What the three consumers make of what they heard. */
export interface Told {
  /** Of each vendor, in each of the ways to read it; RingCentral's first. */
  readonly stories: readonly (readonly [name: string, story: Story])[];
  /** The end-of-call events of RingCentral. */
  readonly ends: readonly CallEnd[];
}

/** Reads everything that was heard. */
export function tell(heard: Heard): Told {
  const asapp = parseAsapp(heard.asapp);
  const ringcentral = parseRingcentral(heard.ringcentral);
  const enreach = parseEnreach(heard.enreach);
  const idsByMail = readMailboxes(ringcentral);
  const stories = [
    ...byReading('RingCentral', ringcentralReadings, (reading) => readRingcentral(ringcentral, reading)),
    ...byReading('ASAPP', asappReadings, (reading) => readAsapp(asapp, reading)),
    ...byReading('Enreach', enreachReadings, (reading) => readEnreach(enreach, reading, idsByMail)),
  ];
  return { stories, ends: readEnds(ringcentral) };
}

function byReading<Reading>(
  vendor: string,
  readings: Readonly<Record<string, Reading>>,
  read: (reading: Reading) => Story,
): [string, Story][] {
  return Object.entries(readings).map(([name, reading]) => [`${vendor}, ${name}`, read(reading)]);
}

/** Conversations of all calls, sorted: the same calls with the same agents from the same seconds. */
function conversationsOf({ calls }: Story): string[] {
  return [...calls.values()].map(({ conversations }) => conversations).sort();
}

/**
 * When each call began, by its conversations; without those of which the vendor does not say so, and without the rare two
 * that nobody can tell apart, because an agent was connected twice within one second.
 */
function beginningsOf({ calls }: Story): Map<string, number> {
  const all = [...calls.values()];
  const counts = new Map<string, number>();
  for (const { conversations } of all) counts.set(conversations, (counts.get(conversations) ?? 0) + 1);
  return new Map(
    all.flatMap(({ conversations, beganSec }) =>
      beganSec === null || counts.get(conversations) !== 1 ? [] : [[conversations, beganSec]],
    ),
  );
}

/** Everybody tells the same days and calls, and RingCentral the end of each call as it went. */
export function expectSameStory({ stories, ends }: Told): void {
  const [first, ...others] = stories as [Told['stories'][0], ...Told['stories'][0][]];
  const { days, calls } = first[1];
  const conversations = conversationsOf(first[1]);
  const beginnings = beginningsOf(first[1]);
  for (const [name, story] of others) {
    expect(story.days, name).toEqual(days);
    expect(conversationsOf(story), name).toEqual(conversations);
    for (const [call, beganSec] of beginningsOf(story)) {
      expect(beganSec, `${name}: ${call}`).toBe(beginnings.get(call) ?? beganSec);
    }
  }
  expect(new Set(ends.map(({ call }) => call)).size).toBe(ends.length);
  for (const { call, state, agent } of ends) {
    const lastAgent = calls.get(call)?.lastAgent ?? null;
    // Who talked and was sent on to where nobody answered is told as what became of the call there.
    const engaged = state === 'ANSWERED' || state === 'MACHINE';
    expect([call, agent]).toEqual([call, engaged ? lastAgent : null]);
    if (engaged) expect(lastAgent).not.toBeNull();
  }
}
