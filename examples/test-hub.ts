/**
 * A hub to try SignalR clients on: the test methods of test/conformance and RTE's five in a simple form, at /rte.
 *
 *     TEST_HUB_SECRET=… TEST_HUB_ORIGIN=http://app.example node examples/test-hub.ts --port 0
 *
 * Tokens are JWTs signed with the secret (HS256). The first line says where the hub is. `--stateful-reconnect`
 * switches on what ASP.NET Core has since version 8.
 */
import { parseArgs } from 'node:util';
import { startTestHub } from './test-hub/start.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'stateful-reconnect': { type: 'boolean', default: false },
  },
});
const secret = process.env['TEST_HUB_SECRET'];
if (secret === undefined || secret === '') {
  process.stderr.write('There is no secret to check tokens with. Set TEST_HUB_SECRET.\n');
  process.exit(2);
}

const testHub = await startTestHub({
  port: Number(values.port),
  secret,
  origin: process.env['TEST_HUB_ORIGIN'],
  settings: { statefulReconnect: values['stateful-reconnect'] },
});
process.stdout.write(`${JSON.stringify({ type: 'ready', url: testHub.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void testHub.stop().then(() => process.exit(0)));
}
