// A receiver as fast as Node makes one, in a process of its own: `node bench/http-receiver.ts DIRECTORY`. Prints its port.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const directory = process.argv[2] ?? '.';
const read = (name: string): string => readFileSync(path.join(directory, name), 'utf8');

const server = https.createServer(
  {
    cert: read('server.pem'),
    key: read('server-key.pem'),
    ca: read('ca.pem'),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  },
  (request, response) => {
    request.resume().on('end', () => response.end());
  },
);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
