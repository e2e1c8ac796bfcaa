/** CERT=… KEY=… CA=… PORT=8443 node src/main.ts */
import { appendFile, readFile } from 'node:fs/promises';
import { Board } from './board.ts';
import { openReceiver } from './receiver.ts';

const {
  CERT = 'certs/server.pem',
  KEY = 'certs/server-key.pem',
  CA = 'certs/ca.pem',
  PORT = '8443',
} = process.env;
const [cert = '', key = '', ca = ''] = await Promise.all(
  [CERT, KEY, CA].map((file) => readFile(file, 'utf8')),
);
const { url } = await openReceiver({
  tls: { cert, key, ca },
  board: new Board(),
  store: (event) => appendFile('events.ndjson', `${JSON.stringify(event)}\n`),
  port: Number(PORT),
});
console.log(`Events are taken at ${url}.`);
