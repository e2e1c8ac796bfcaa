// A receiver as fast as Node makes one, in a process of its own: `node bench/http-receiver.ts DIRECTORY`. Prints its port.
import type { AddressInfo } from 'node:net';
import { createTlsServer } from './load/tls-server.ts';

const server = createTlsServer(process.argv[2] ?? '.');
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
