/** A hub with one method, in a process of its own: says its address, and ends when nobody is there any more. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hub, hubMethod, types } from '../../src/channels/signalr/index.ts';

const server = createServer();
const hub = new Hub<undefined>({
  path: '/',
  authenticate: () => ({ user: undefined }),
  methods: [hubMethod({ name: 'Echo', takes: [types.any], run: (_call, value) => value })],
});
hub.attach(server);
server.listen(0, '127.0.0.1', 4096, () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});
process.on('disconnect', () => process.exit(0));
