import { readFileSync } from 'node:fs';
import { createAsappReceiver } from './asapp-receiver.ts';

/** The receiver by itself, with the certificates that `npx phoney certs` makes. */
const { CERTS = 'certs', PORT = '8443' } = process.env;
const read = (name: string): Buffer => readFileSync(`${CERTS}/${name}`);
const pem = { cert: read('server.pem'), key: read('server-key.pem'), ca: read('ca.pem') };

let count = 0;
const receiver = createAsappReceiver(pem, () => void count++);
receiver.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`Takes ASAPP's events at https://localhost:${PORT}/events\n`);
});
process.once('SIGTERM', () => {
  process.stdout.write(`Took ${count} events of ASAPP.\n`);
  process.exit();
});
