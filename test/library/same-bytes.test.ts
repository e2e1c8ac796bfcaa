import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineScenario, formatRecord, startPhoney, type Phoney } from '../../src/index.ts';
import type { CommandInput } from '../../src/centre/commands/command.ts';
import { receive } from './centre.ts';

const agent = fc.constantFrom('ann', 'bea');
const contact = fc.integer({ min: 1, max: 6 }).map((ordinal) => `contact-${ordinal}`);
const duration = fc.integer({ min: 0, max: 90 }).map((seconds) => `${seconds}s`);

/** Any command, sensible at its time or not. */
const command: fc.Arbitrary<CommandInput> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('contact.start' as const),
      queue: fc.constantFrom('Calls', 'Chats'),
      talk: duration,
      ring: duration,
      wrap_up: duration,
    }),
  },
  fc.record({ do: fc.constantFrom('agent.log-in' as const, 'agent.log-out' as const), agent }),
  fc.record({
    do: fc.constant('agent.set-status' as const),
    agent,
    status: fc.constantFrom('available', 'lunch'),
  }),
  fc.record({
    do: fc.constantFrom('contact.hang-up' as const, 'contact.hold' as const, 'contact.answer' as const),
    contact,
  }),
  fc.record({
    do: fc.constant('queue.set-mitigation' as const),
    queue: fc.constant('Calls'),
    on: fc.boolean(),
  }),
);

/** Commands with the simulated ms after the start at which each is given, in order. */
const script = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.constantFrom(0, 60_000)), command), {
    maxLength: 15,
  })
  .map((timed) => timed.toSorted(([a], [b]) => a - b));

const day = fc
  .record({ seed: fc.nat(), per_hour: fc.integer({ min: 1, max: 40 }) })
  .map(({ seed, per_hour }) =>
    defineScenario({
      seed,
      duration: '10m',
      limits: { allow_refused_commands: true },
      centre: {
        time_zone: 'UTC',
        queues: [{ name: 'Calls' }, { name: 'Chats', channel: 'chat' }],
        agents: [
          { name: 'ann', queues: ['Calls'] },
          { name: 'bea', queues: ['Calls', 'Chats'] },
        ],
      },
      traffic: [{ profile: 'voice', queue: 'Calls', per_hour }],
    }),
  );

/** Everything that happened and was said, byte for byte. */
async function playToEnd(phoney: Phoney): Promise<{ events: string[]; messages: string[] }> {
  const events: string[] = [];
  const messages: string[] = [];
  await phoney.playToEnd();
  phoney.follow(
    (record) => {
      if (record.type === 'event') events.push(formatRecord(record));
      if (record.type === 'message') messages.push(formatRecord(record));
    },
    { backlog: true },
  );
  return { events, messages };
}

test(
  'commands through the library and through a scenario give the same events and messages, byte for byte',
  { timeout: 240_000 },
  async () => {
    const receiver = await receive({ tls: 'plain' });
    const targets = {
      asapp: { raw: { url: receiver.url } },
      ringcentral: {
        wfm: { agent_event_url: receiver.url, call_event_url: receiver.url },
        recording: { base_url: 'https://recordings.example' },
      },
      enreach: { sign_in: { password: 'phoney' } },
    };
    const start = (scenario: Parameters<typeof startPhoney>[0]['scenario']) =>
      startPhoney({ scenario, targets, clock: 'virtual', keep: 100_000 });
    await fc.assert(
      fc.asyncProperty(day, script, async (scenario, timed) => {
        const held = await start(scenario);
        for (const [afterMs, given] of timed) {
          await held.advance(afterMs - (held.clock.simulatedMs - held.clock.startMs));
          await held.command(given);
        }
        const commands = timed.map(([afterMs, given]) => ({ at: `+${afterMs}ms`, ...given }));
        const written = await start({ ...scenario, commands });
        const [byLibrary, byScenario] = [await playToEnd(held), await playToEnd(written)];
        expect(byLibrary).toEqual(byScenario);
        expect(byLibrary.messages.length).toBeGreaterThan(0);
      }),
      { numRuns: 12, seed: 1 },
    );
  },
);
