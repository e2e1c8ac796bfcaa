/** A dialect that posts the ends of calls and the states of agents. */
export function httpDialect(name: string): string {
  return `import { defineDialect, form, z } from 'phoney/dialect';

/** What is sent, by type of event. */
const events = {
  'agent.state': z.strictObject({
    type: z.literal('agent.state'),
    id: z.uuid(),
    agent: z.string(),
    state: z.enum(['offline', 'available', 'allocated', 'on-contact', 'wrap-up', 'away']),
    at: z.iso.datetime(),
  }),
  'call.ended': z.strictObject({
    type: z.literal('call.ended'),
    id: z.uuid(),
    call: z.string(),
    agent: z.string().nullable(),
    at: z.iso.datetime(),
  }),
};

export default defineDialect({
  name: '${name}',
  // What may stand below ./index.ts in a scenario: url, timeout_ms, retries, tls … and what you add.
  settings: z.strictObject({
    ...form.delivery({ retries: 2 }),
    tenant: z.string().min(1).default('demo').describe('Sent with every request, as X-Tenant.'),
  }),
  feeds: ['agents', 'calls'],
  eventTypes: { agents: ['agent.state'], calls: ['call.ended'] },
  events,
  create({ tenant }, { newId }) {
    const headers = { 'Content-Type': 'application/json', 'X-Tenant': tenant };
    return {
      // The messages for one event of the centre: none, one or a few.
      render(event, view) {
        const at = new Date(event.at).toISOString();
        switch (event.type) {
          case 'agent.state-changed': {
            const { username: agent } = view.agent(event.agentId);
            const body = { type: 'agent.state', id: newId(), agent, state: event.to, at };
            return [{ feed: 'agents', eventType: 'agent.state', headers, body }];
          }
          case 'contact.ended': {
            const { agentId } = view.contact(event.contactId);
            const agent = agentId === null ? null : view.agent(agentId).username;
            const body = { type: 'call.ended', id: newId(), call: event.contactId, agent, at };
            return [{ feed: 'calls', eventType: 'call.ended', headers, body }];
          }
          default:
            return [];
        }
      },
    };
  },
});
`;
}

/** A test in which a receiver is told. */
export function httpTest(name: string): string {
  return `import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { loadScenario, startPhoney, startReceiver } from 'phoney';

const folder = path.resolve(import.meta.dirname, '..');
const scenario = path.join(folder, 'day.yaml');

test('a receiver is told of agents and calls, and everything is as the schemas have it', async (t) => {
  const receiver = await startReceiver({ vendor: path.join(folder, 'index.ts') });
  t.after(() => receiver.close());
  const phoney = await startPhoney({ scenario, receiver, clock: 'virtual' });
  t.after(() => phoney[Symbol.asyncDispose]());
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.advance('2h');
  const received = receiver.received();
  assert.ok(received.length > 20, \`\${received.length} came\`);
  assert.deepEqual(received.flatMap(({ problems }) => problems), []);
  assert.deepEqual([...new Set(received.map(({ eventType }) => eventType))].sort(), ['agent.state', 'call.ended']);
  assert.deepEqual(phoney.deliveries({ outcome: 'dropped' }), []);
});

test('a receiver that fails is told again, of the same event', async (t) => {
  const receiver = await startReceiver({ vendor: path.join(folder, 'index.ts') });
  t.after(() => receiver.close());
  const phoney = await startPhoney({ scenario, receiver, clock: 'virtual' });
  t.after(() => phoney[Symbol.asyncDispose]());
  const first = await phoney.until({ vendor: '${name}', feed: 'agents' });
  const again = await phoney.redeliver(first);
  assert.equal(again.eventId, first.eventId);
  assert.equal(receiver.counts().duplicates, 1);
});

test('a mistake in the settings is told with its place', () => {
  const text = "centre: { queues: [{ name: Billing }] }\\ntargets: { ./index.ts: { url: 'https://localhost/', tenent: x } }\\n";
  assert.throws(() => loadScenario({ text, file: path.join(folder, 'wrong.yaml') }), /wrong\\.yaml:2:\\d+ .*"tenent" is not a key here/);
});
`;
}
