import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What would run, or hide, in a page that is not careful. */
export const hostileAnswers = [
  '</script><script>document.title = "taken over"</script>',
  '<img src="http://127.0.0.1:9/gone.png" onerror="document.title = \'taken over\'">',
  '<!--<script>',
  ']]></failure></testcase>',
  '\u0000\u0007\u001B[31m\u202E \u2028\uFEFF',
  '"\'`${document.title = "taken over"}',
  '\n::error::taken over\n%0A',
  '```\n# taken over\n|||',
  `big ${'x'.repeat(1024 * 1024 - 10)}`,
] as const;

/** A receiver on plain HTTP. */
export interface HostileReceiver {
  readonly url: string;
  close(): Promise<void>;
}

/** Takes every other message, answers the others with one {@link hostileAnswers} after the other, and hangs up on some. */
export async function startHostileReceiver(): Promise<HostileReceiver> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const nth = ++count;
      if (nth % 2 === 0) return void response.end('{"ok":true}');
      if (nth % 31 === 0) return void request.socket.destroy();
      const body = hostileAnswers[((nth - 1) / 2) % hostileAnswers.length] ?? '';
      // Each with a status of its own: of every error the first few are shown.
      response.writeHead(400 + (((nth - 1) / 2) % hostileAnswers.length)).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An hour in a small centre whose names are no better than the receiver's answers. */
export const hostileDay = (url: string): string => `
seed: 3
duration: 1h
speed: 6000
grace: 3s
centre:
  time_zone: Europe/Helsinki
  queues: [{ name: Sales }, { name: '</script><b>Billing' }]
  agents: [{ name: agent, count: 4, queues: [Sales] }, { name: bill, count: 2, queues: ['</script><b>Billing'] }]
traffic: [{ queue: Sales, per_hour: 60 }, { queue: '</script><b>Billing', per_hour: 30 }]
commands: [{ at: 08:20, do: agent.set-status, agent: agent-1, status: lunch, for: 10m }]
faults: [{ name: '<i>twice', fault: duplicate, from: 08:30, until: 08:40, every: 3 }]
targets:
  asapp: { raw: { url: '${url}', retries: 1, timeout_ms: 1000, retry_pause: { first: 10ms } } }
expect:
  - { id: '<script>alert(1)</script>', metric: dropped, max: 0 }
  - { id: something, metric: delivered, min: 1 }
  - { id: 'never "late" & \`slow\`', metric: latency_p99, max: 1ms }
`;
