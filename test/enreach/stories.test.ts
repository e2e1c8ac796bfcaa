import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';
import { openDry, playDry, type Played } from './play.ts';

/** A busy hour with everything that calls can do; small numbers of agents make waiting, overflow and cancelling common. */
function busyHour({ seed, agents, perHour }: { seed: number; agents: number; perHour: number }) {
  const text = `
seed: ${seed}
duration: 1h
centre:
  queues:
    - { name: Sales, capping: { size: 6 }, overflow_to: Support, max_wait: 4m, on_no_answer: overflow, wrap_up: 40s }
    - { name: Support, wrap_up: 1m, hours: 08:00-08:50, overflow_to: '+358401000999' }
    - { name: Chat, channel: chat }
  agents:
    - { name: sales, count: ${agents}, team: Day, queues: [Sales], breaks: [{ at: '08:20', for: 10m }] }
    - { name: both, team: Day, queues: [Sales, Support, Chat], channels: [voice, chat] }
    - { name: support, team: Day, queues: [Support], overflow_to: both, shift: 08:05-08:45 }
    - { name: boss, team: Day, supervisor: true, queues: [] }
traffic:
  - { profile: voice, queue: Sales, per_hour: ${perHour}, with: { no_answer: 0.1, declined: 0.1, supervised: 0.2 } }
  - { profile: voice-direct, queue: Support, per_hour: ${Math.ceil(perHour / 4)}, with: { no_answer: 0.3 } }
  - { profile: voice-outbound, queue: Support, per_hour: 6 }
  - { profile: chat, queue: Chat, per_hour: 10 }
targets:
  enreach: { naming: pascal }
`;
  return { text, file: 'busy-hour.yaml' };
}

const hours = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  agents: fc.integer({ min: 1, max: 5 }),
  perHour: fc.integer({ min: 5, max: 90 }),
});

type Data = Readonly<Record<string, unknown>>;

function storiesOf(messages: readonly Played[]): ReadonlyMap<unknown, readonly Data[]> {
  const told = messages.map(({ received }) => received.Data).filter((data) => 'LegId' in data);
  return Map.groupBy(told, (data) => data['CallId']);
}

const typesOf = (story: readonly Data[]): string[] => story.map((data) => String(data['EventType']));

test('a call has one leg, one beginning and one end, and nothing but wrap-up and supervision comes behind it', () => {
  fc.assert(
    fc.property(hours, (hour) => {
      for (const story of storiesOf(playDry(busyHour(hour)).messages).values()) {
        const types = typesOf(story);
        expect(new Set(story.map((data) => data['LegId'])).size).toBe(1);
        expect(
          new Set(story.map((data) => data['CallerNumber']).filter((number) => number !== undefined)).size,
        ).toBe(1);
        const ends = types.filter((type) => type.endsWith('Disconnected'));
        expect(ends, types.join()).toHaveLength(1);
        const behind = types.slice(types.findIndex((type) => type.endsWith('Disconnected')) + 1);
        expect(behind.filter((type) => !/^User(WrapUp|SupervisionStatus)/.test(type))).toEqual([]);
        expect(types[0], types.join()).toMatch(/^(QueueCallInComing|UserCallInComing|UserCallOut.*)$/);
      }
    }),
    { numRuns: 15, seed: 3 },
  );
});

/** What must have come before an event of a type, since the last of the other kind. */
const befores: Readonly<Record<string, string>> = {
  QueueCallInArrived: 'QueueCallInComing',
  UserCallInUserAllocated: 'UserCallInArrived',
  UserCallInUserCancelled: 'UserCallInUserAllocated',
  UserCallInUserConnected: 'UserCallInUserAllocated',
  UserCallInTransferConnected: 'UserCallInTransferStarted',
  UserCallInTransferCancelled: 'UserCallInTransferStarted',
  QueueCallInTransferStarted: 'QueueCallInOverflow',
  QueueCallInTransferConnected: 'QueueCallInTransferStarted',
  QueueCallInTransferCancelled: 'QueueCallInTransferStarted',
  UserWrapUpStarted: 'UserWrapUpEnabled',
  UserWrapUpTerminated: 'UserWrapUpStarted',
  UserCallInUserOverflow: 'UserCallInComing',
  UserSupervisionStatus: 'UserCallAvailableForMonitoring',
};

test('the steps of a story come in their order, and each transfer has one result', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(hours, (hour) => {
      for (const story of storiesOf(playDry(busyHour(hour)).messages).values()) {
        const types = typesOf(story);
        for (const [index, type] of types.entries()) {
          seen.add(type);
          const before = befores[type];
          if (before !== undefined)
            expect(types.slice(0, index), `${type} in ${types.join()}`).toContain(before);
        }
        for (const [index, type] of types.entries()) {
          if (!type.endsWith('TransferCancelled')) continue;
          const since = types.slice(
            types.slice(0, index).findLastIndex((before) => before.endsWith('TransferStarted')),
            index,
          );
          expect(since, 'a cancelled transfer was never answered').not.toContain('UserCallInUserConnected');
        }
        const count = (pattern: RegExp): number => types.filter((type) => pattern.test(type)).length;
        expect(count(/TransferStarted$/), types.join()).toBe(count(/Transfer(Connected|Cancelled)$/));
        expect(count(/UserAllocated$/), types.join()).toBeGreaterThanOrEqual(
          count(/User(Connected|Cancelled)$/),
        );
        expect(count(/WrapUpStarted$/)).toBe(count(/WrapUpTerminated$/));
      }
    }),
    { numRuns: 15, seed: 4 },
  );
  expect(Object.keys(befores).filter((type) => !seen.has(type))).toEqual([]);
});

/** The queue counters of RTE, counted from the centre's events alone. */
class Recount {
  readonly waiting = new Map<string, number>();
  readonly allocated = new Map<string, number>();
  readonly connected = new Map<string, number>();

  see(event: CentreEvent, view: CentreView): void {
    if (event.type === 'queue.size-changed') this.waiting.set(event.queueId, event.size);
    if (!('queueId' in event) || event.queueId === null) return;
    // Whom an agent calls has not come to the queue.
    if (
      'contactId' in event &&
      event.contactId !== null &&
      view.contact(event.contactId).direction === 'outbound'
    )
      return;
    const add = (counts: Map<string, number>, change: number): void =>
      void counts.set(event.queueId as string, (counts.get(event.queueId as string) ?? 0) + change);
    if (event.type === 'contact.allocated') add(this.allocated, 1);
    if (event.type === 'contact.allocation-cancelled') add(this.allocated, -1);
    if (event.type === 'contact.connected') {
      add(this.allocated, -1);
      add(this.connected, 1);
    }
    if (event.type === 'contact.disconnected') add(this.connected, -1);
  }
}

test('the counters of QueueStatus always agree with the centre, and a status is never sent twice', () => {
  fc.assert(
    fc.property(hours, (hour) => {
      const { centre, dialect } = openDry(busyHour(hour));
      const recount = new Recount();
      const last = new Map<unknown, string>();
      while (centre.nextAt < Infinity) {
        for (const event of centre.step()) {
          recount.see(event, centre.view);
          for (const draft of dialect.render(event, centre.view)) {
            if (draft.eventType !== 'QueueStatus') continue;
            expect(event.type).toBe('interval.elapsed');
            const [{ Data: data }] = JSON.parse(draft.body) as [{ Data: Record<string, number> }];
            const queue = centre.view.queues.find(({ name }) => name === String(data['QueueName']));
            const of = (counts: Map<string, number>): number => counts.get(queue?.id ?? '') ?? 0;
            expect(data).toMatchObject({
              NbrOfQueuingRequesters: of(recount.waiting),
              NbrOfAllocated: of(recount.allocated),
              NbrOfConnected: of(recount.connected),
              NbrOfRequesters: of(recount.waiting) + of(recount.allocated) + of(recount.connected),
              NbrOfNotServedRequesters: of(recount.waiting) + of(recount.allocated),
            });
            const agents = (queue?.agentIds ?? [])
              .map((id) => centre.view.agent(id))
              .filter(({ loggedIn }) => loggedIn);
            expect(data['NbrOfAgentsCheckedInQueue']).toBe(agents.length);
            const { NbrOfAgentsLongTermAway: away = 0, NbrOfAgentsShortTermAway: busy = 0 } = data;
            expect(away + busy + (data['NbrOfAgentsImmediatelyFree'] ?? 0)).toBe(agents.length);
            const { Id: _id, Timestamp: _time, ...status } = data;
            const text = JSON.stringify(status);
            expect(text).not.toBe(last.get(queue?.id));
            last.set(queue?.id, text);
          }
        }
      }
    }),
    { numRuns: 10, seed: 5 },
  );
});

test('UserStatus says Talking from allocation to hang-up and then the wrap-up, as the centre has it', () => {
  fc.assert(
    fc.property(hours, (hour) => {
      const { centre, dialect } = openDry(busyHour(hour));
      const talking = new Map<unknown, boolean>();
      const names = new Map(dialect.directory.users.map(({ id, name }) => [id, name]));
      const onVoice = new Map<string, Set<string>>();
      const voice = new Set<string>();
      while (centre.nextAt < Infinity) {
        const events = centre.step();
        for (const event of events) {
          if (event.type === 'contact.created' && centre.view.contact(event.contactId).channel === 'voice')
            voice.add(event.contactId);
          if (
            'contactId' in event &&
            'agentId' in event &&
            event.contactId !== null &&
            event.agentId !== null &&
            voice.has(event.contactId)
          ) {
            const name = centre.view.agent(event.agentId).username;
            const calls = onVoice.get(name) ?? onVoice.set(name, new Set()).get(name);
            if (event.type === 'contact.allocated') calls?.add(event.contactId);
            if (event.type === 'contact.allocation-cancelled' || event.type === 'contact.disconnected')
              calls?.delete(event.contactId);
          }
          for (const draft of dialect.render(event, centre.view)) {
            if (draft.eventType !== 'UserStatus') continue;
            const [{ Data: data }] = JSON.parse(draft.body) as [{ Data: Record<string, unknown> }];
            talking.set(names.get(String(data['UserId'])), data['Talking'] === true);
            const agent = centre.view.agents.find(
              ({ username }) => username === names.get(String(data['UserId'])),
            );
            expect(data['WrapUpStart'] !== null).toBe(agent?.wrapUp !== null);
          }
        }
        for (const [name, calls] of onVoice) expect(talking.get(name) ?? false, name).toBe(calls.size > 0);
      }
    }),
    { numRuns: 10, seed: 6 },
  );
});
