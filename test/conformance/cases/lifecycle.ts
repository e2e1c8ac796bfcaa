import { ask, open } from '../http.ts';
import { buildClient } from '../official-client.ts';
import { startTestHubProcess } from '../test-hub-process.ts';
import { handshake, makeToken } from '../world.ts';
import type { Cases } from './cases.ts';
import { EventStream } from './event-stream.ts';

export const lifecycleCases: Cases = {
  'lifecycle.sigterm-sse': async () => {
    const { url, end } = await startTestHubProcess();
    const query = `access_token=${await makeToken()}`;
    const { body } = await ask(`${url}/negotiate?${query}`, { method: 'POST' });
    const at = `${url}?${query}&id=${(JSON.parse(body) as { connectionId: string }).connectionId}`;
    const stream = new EventStream(await open(at, { headers: { accept: 'text/event-stream' } }));
    await ask(at, { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` });
    await stream.until(() => stream.messages.length > 0);
    await end('SIGTERM');
    await stream.until(() => stream.ended);
    return { messages: stream.messages, ended: stream.ended };
  },
  'lifecycle.official-client-reconnects-after-restart': async () => {
    const before = await startTestHubProcess();
    const reconnectDelaysMs = Array.from({ length: 100 }, () => 100);
    const client = buildClient({ url: before.url, token: await makeToken(), reconnectDelaysMs });
    await client.connection.start();
    await before.end('SIGTERM');
    const after = await startTestHubProcess(before.port);
    await client.logged('reconnected', 15_000);
    const works = await client.connection.invoke<boolean>('UnsubscribeAll');
    const log = client.log.map(([event, argument]) => [
      event,
      argument instanceof Error ? 'error' : typeof argument,
    ]);
    await client.connection.stop();
    await after.end('SIGTERM');
    return { log, works };
  },
  'lifecycle.sigkill-official-client': async () => {
    const { url, end } = await startTestHubProcess();
    const client = buildClient({ url, token: await makeToken(), reconnectDelaysMs: [0, 50] });
    await client.connection.start();
    await end('SIGKILL');
    await client.logged('close');
    return { kinds: client.log.map(([event]) => event), state: client.connection.state };
  },
};
