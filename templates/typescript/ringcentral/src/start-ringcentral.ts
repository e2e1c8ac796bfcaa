import { readFileSync } from 'node:fs';
import { createRingcentralReceiver } from './ringcentral-receiver.ts';

/** The receiver by itself, with the certificates that `npx phoney certs` makes. */
const { CERTS = 'certs', PORT = '8445' } = process.env;
const read = (name: string): Buffer => readFileSync(`${CERTS}/${name}`);

let count = 0;
const receiver = createRingcentralReceiver(
  { cert: read('server.pem'), key: read('server-key.pem') },
  () => void count++,
);
receiver.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`Takes RingCentral's events at https://localhost:${PORT}/events\n`);
});
process.once('SIGTERM', () => {
  process.stdout.write(`Took ${count} events of RingCentral.\n`);
  process.exit();
});
