import { expect, test } from 'vitest';
import type { ContactId } from '../../src/centre/model/ids.ts';
import { drain, openCentre, type Scene } from '../kit/simulate.ts';

const agents = (count: number, queues: string[]) => ({ name: queues.join('-'), count, queues });
const voice = (queue: string, perHour: number) => ({
  profile: 'voice',
  queue,
  per_hour: perHour,
  with: { utterances: 0 },
});

/** A day of centres whose agents are mostly, but not always, busy. */
const centres: Record<string, Scene> = {
  'one queue of calls': {
    centre: { queues: [{ name: 'Q' }], agents: [agents(5, ['Q'])] },
    traffic: [voice('Q', 32)],
  },
  'many agents': {
    centre: { queues: [{ name: 'Q' }], agents: [agents(20, ['Q'])] },
    traffic: [voice('Q', 135)],
  },
  'lengths that differ much': {
    centre: { queues: [{ name: 'Q' }], agents: [agents(5, ['Q'])] },
    traffic: [{ profile: 'voice-plain', queue: 'Q', per_hour: 65, with: { patience: 'endless' } }],
  },
  'several chats at once': {
    centre: { queues: [{ name: 'Q', channel: 'chat' }], agents: [agents(3, ['Q'])] },
    traffic: [{ profile: 'chat', queue: 'Q', per_hour: 70, with: { bot: null } }],
  },
  'agents of two queues': {
    centre: {
      queues: [{ name: 'A' }, { name: 'B' }],
      agents: [agents(3, ['A']), agents(3, ['A', 'B']), agents(2, ['B'])],
    },
    traffic: [voice('A', 25), voice('B', 25)],
  },
};

interface Wait {
  readonly toldMs: number;
  readonly waitedMs: number;
}

/** What each contact was told when it came, and how long it waited. */
function waitsOf(scene: Scene): Wait[] {
  const centre = openCentre({ ...scene, seed: 5, hours: 24 });
  const told = new Map<ContactId, number | null>();
  const waits: Wait[] = [];
  drain(centre, (event) => {
    // The view is as the step left it: the estimate is the one that was told with this arrival.
    if (event.type === 'contact.queued') {
      const { waiting, estimatedWaitMs } = centre.view.queue(event.queueId);
      told.set(event.contactId, waiting.includes(event.contactId) ? estimatedWaitMs : 0);
    }
    if (event.type !== 'contact.allocated') return;
    const toldMs = told.get(event.contactId) ?? null;
    told.delete(event.contactId);
    if (toldMs !== null) waits.push({ toldMs, waitedMs: event.waitedMs });
  });
  return waits;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test.each(Object.entries(centres))('with %s, contacts wait about as long as they are told', (_, scene) => {
  const waits = waitsOf(scene);
  expect(waits.length).toBeGreaterThan(500);
  const late = waits.filter(({ waitedMs }) => waitedMs > 0);
  const ratio = mean(late.map(({ toldMs }) => toldMs)) / mean(late.map(({ waitedMs }) => waitedMs));
  expect(ratio).toBeGreaterThan(0.75);
  expect(ratio).toBeLessThan(1.25);
});

test('who is given to an agent at once was told to wait no time', () => {
  for (const scene of Object.values(centres)) {
    const atOnce = waitsOf(scene).filter(({ waitedMs }) => waitedMs === 0);
    expect(atOnce.length).toBeGreaterThan(100);
    expect(atOnce.filter(({ toldMs }) => toldMs > 0)).toEqual([]);
  }
});

test('a longest wait neither closes nor opens a queue while an agent is free, nor twice at one instant', () => {
  const centre = openCentre({
    hours: 24,
    centre: { queues: [{ name: 'Q', capping: { estimated_wait: '90s' } }], agents: [agents(3, ['Q'])] },
    traffic: [voice('Q', 18)],
  });
  const at: number[] = [];
  drain(centre, (event) => {
    if (event.type !== 'queue.availability-changed') return;
    at.push(event.at);
    const someFree = centre.view.agents.some(({ state }) => state === 'available');
    expect(event.closure.byWaitCap && someFree).toBe(false);
  });
  expect(at.length).toBeGreaterThan(20);
  expect(new Set(at).size).toBe(at.length);
});
