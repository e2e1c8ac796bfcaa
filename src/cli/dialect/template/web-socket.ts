/** A dialect whose clients subscribe to the states of agents. */
export function webSocketDialect(name: string): string {
  return `import { defineDialect, form, z, type SocketClient } from 'phoney/dialect';

/** What is sent, by type of event. */
const events = {
  'agent.state': z.strictObject({
    type: z.literal('agent.state'),
    id: z.uuid(),
    topic: z.string(),
    state: z.enum(['offline', 'available', 'allocated', 'on-contact', 'wrap-up', 'away']),
    at: z.iso.datetime(),
  }),
};

/** What a client may say. */
const request = z.object({ subscribe: z.array(z.string()).default([]), unsubscribe: z.array(z.string()).default([]) });

export default defineDialect({
  name: '${name}',
  // What may stand below ./index.ts in a scenario.
  settings: z.strictObject({
    token: z.string().min(8).default('phoney-token').describe('What clients show: ?token=… or as a bearer.'),
    heartbeat: form.duration.prefault('30s').describe('How often clients are sent a heartbeat.'),
  }),
  feeds: ['agents'],
  events,
  create({ token, heartbeat }, { newId }) {
    const received = (message: unknown, client: SocketClient): void => {
      const read = request.safeParse(message);
      if (!read.success) return client.reply({ type: 'error', message: 'say {"subscribe":["agents.NAME"]}' });
      for (const topic of read.data.subscribe) client.subscribe(topic);
      for (const topic of read.data.unsubscribe) client.unsubscribe(topic);
      client.reply({ type: 'subscribed', topics: [...client.topics] });
    };
    return {
      // The messages for one event of the centre; each goes to whoever has subscribed to its topic.
      render(event, view) {
        if (event.type !== 'agent.state-changed') return [];
        const topic = \`agents.\${view.agent(event.agentId).username}\`;
        const body = { type: 'agent.state', id: newId(), topic, state: event.to, at: new Date(event.at).toISOString() };
        return [{ feed: 'agents', eventType: 'agent.state', topic, body }];
      },
      inbound: {
        sockets: {
          path: '/stream',
          authenticate: (asked) => (asked.token === token ? { id: 'client' } : null),
          received,
          heartbeat: { everyMs: heartbeat, message: (wallMs) => ({ type: 'heartbeat', at: new Date(wallMs).toISOString() }) },
        },
        announce: (origin) => {
          const url = \`\${origin.replace(/^http/, 'ws')}/stream\`;
          return { lines: [\`stream  \${url}  (with the token: ?token=…)\`], json: { ${name.replaceAll('-', '_')}: url } };
        },
      },
    };
  },
});
`;
}

/** A test in which a client is told. */
export function webSocketTest(name: string): string {
  return `import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { loadScenario, startPhoney, type Phoney } from 'phoney';

const folder = path.resolve(import.meta.dirname, '..');
const scenario = path.join(folder, 'day.yaml');

interface Told {
  readonly type: string;
  readonly topic?: string;
}

/** A client that is connected; Node has one built in. */
function connect(phoney: Phoney, token = 'phoney-token'): { socket: WebSocket; until: (type: string) => Promise<Told> } {
  const socket = new WebSocket(\`\${phoney.url?.replace(/^http/, 'ws')}/stream?token=\${token}\`);
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  socket.addEventListener('message', ({ data }) => {
    told.push(JSON.parse(String(data)) as Told);
    for (const look of waiting) look();
  });
  const until = (type: string): Promise<Told> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = told.find((one) => one.type === type);
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { socket, until };
}

test('a client is told what it has subscribed to', async (t) => {
  const phoney = await startPhoney({ scenario, clock: 'virtual' });
  t.after(() => phoney[Symbol.asyncDispose]());
  const { socket, until } = connect(phoney);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.send(JSON.stringify({ subscribe: ['agents.alice'] }));
  await until('subscribed');
  await phoney.command({ do: 'agent.set-status', agent: 'alice', status: 'lunch' });
  await phoney.advance('1h');
  assert.equal((await until('agent.state')).topic, 'agents.alice');
  assert.deepEqual(phoney.deliveries({ vendor: '${name}', outcome: 'cut_off' }), []);
  socket.close();
});

test('nobody comes in without a token', async (t) => {
  const phoney = await startPhoney({ scenario, clock: 'virtual' });
  t.after(() => phoney[Symbol.asyncDispose]());
  const { socket } = connect(phoney, 'wrong');
  await new Promise((resolve) => socket.addEventListener('error', resolve, { once: true }));
  assert.notEqual(socket.readyState, WebSocket.OPEN);
});

test('a mistake in the settings is told with its place', () => {
  const text = "centre: { queues: [{ name: Billing }] }\\ntargets: { ./index.ts: { tokn: x } }\\n";
  assert.throws(() => loadScenario({ text, file: path.join(folder, 'wrong.yaml') }), /wrong\\.yaml:2:\\d+ .*"tokn" is not a key here/);
});
`;
}
