import { setTimeout as sleep } from 'node:timers/promises';
import { connectToRte } from './enreach-client.ts';

/** The client by itself; `phoney run scenarios/enreach.yaml --port 8444` is the other side. It waits until there is one. */
const {
  RTE_TOKEN_URL: tokenUrl = 'http://127.0.0.1:8444/token/me/rte/',
  RTE_USER: user = 'alice',
  RTE_PASSWORD: password = 'phoney',
} = process.env;

let count = 0;
const eventNames = ['UserStatus', 'UserAvailability'];
process.once('SIGTERM', () => {
  process.stdout.write(`Took ${count} messages of Enreach.\n`);
  process.exit();
});
for (;;) {
  try {
    const connection = await connectToRte({ tokenUrl, user, password, eventNames }, () => void count++);
    process.stdout.write(`Takes Enreach's messages from ${connection.baseUrl}\n`);
    await new Promise<void>((resolve) => connection.onclose(() => resolve()));
  } catch {
    // Nobody is there, or not any more.
  }
  await sleep(500);
}
