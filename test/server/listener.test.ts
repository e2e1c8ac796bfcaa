import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { StartError } from '../../src/lib/errors.ts';
import type { ListenOptions } from '../../src/server/listen-options.ts';
import { openListener, type Handlers, type Listener } from '../../src/server/listener.ts';

async function open(options: ListenOptions = {}, handlers: Partial<Handlers> = {}): Promise<Listener> {
  const onRequest: Handlers['onRequest'] = (_request, response) => void response.end('here');
  const listener = await openListener(options, { onRequest, ...handlers });
  onTestFinished(() => listener.close());
  return listener;
}

test.each([
  [undefined, '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
  ['localhost', 'localhost'],
  ['0.0.0.0', 'localhost'],
  ['::', 'localhost'],
  ['::1', '[::1]'],
])('listening on %s is being called %s', async (hostname, name) => {
  const { origin, port } = await open(hostname === undefined ? {} : { hostname });
  expect(origin).toBe(`http://${name}:${port}`);
  expect(await (await fetch(origin)).text()).toBe('here');
});

test('a port in use is told in words', async () => {
  const { port } = await open();
  await expect(open({ port })).rejects.toThrow(
    new StartError(
      `Could not listen on 127.0.0.1:${port}: the port is in use. Give another port, or 0 for any.`,
    ),
  );
});

test('a certificate that OpenSSL refuses is told in words', async () => {
  await expect(open({ tls: { cert: 'junk', key: 'junk' } })).rejects.toThrow(
    /^Could not use the certificate: .*phoney certs/,
  );
});

test('closing ends connections that wait, were upgraded, or have said nothing, and frees the port', async () => {
  const listener = await open({}, { onRequest: () => undefined, onUpgrade: () => undefined });
  const sockets = ['', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\n'].map((text) => {
    const socket = connect(listener.port, '127.0.0.1').on('error', () => undefined);
    if (text !== '') socket.write(text);
    return socket;
  });
  const upgraded = connect(listener.port, '127.0.0.1').on('error', () => undefined);
  upgraded.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const all = [...sockets, upgraded];
  await Promise.all(all.map((socket) => once(socket, 'connect')));
  // A reset is an error first, which once() would reject with.
  const closed = Promise.all(
    all.map((socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()))),
  );
  await listener.close();
  await closed;
  await open({ port: listener.port });
});
