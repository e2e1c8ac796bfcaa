import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { Hub, hubMethod, types } from '../../src/channels/signalr/index.ts';
import { ask } from '../conformance/http.ts';
import { clientBy, ways } from '../conformance/ways.ts';

interface Site {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

function makeHub(path: string): Hub<string> {
  return new Hub<string>({
    path,
    authenticate: () => ({ user: 'anybody' }),
    methods: [hubMethod({ name: 'Double', takes: [types.int], run: (_call, number) => 2 * number })],
  });
}

async function listening(server: Server): Promise<Site> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Two hubs each, so that neither is in the other's way. */
const sites: Readonly<Record<string, () => Promise<Site>>> = {
  'plain node:http': async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/page' ? 200 : 404;
      response.end('a page');
    });
    for (const path of ['/one', '/two']) makeHub(path).attach(server);
    return listening(server);
  },
  'Express, in front of it': async () => {
    const app = express();
    app.use(express.json());
    app.get('/page', (_request, response) => void response.send('a page'));
    const server = createServer(app);
    for (const path of ['/one', '/two']) makeHub(path).attach(server);
    return listening(server);
  },
  'Express, as its middleware': async () => {
    const app = express();
    const hubs = ['/one', '/two'].map(makeHub);
    for (const hub of hubs) {
      app.use((request, response, next) => {
        if (!hub.handleRequest(request, response)) next();
      });
    }
    app.use(express.json());
    app.get('/page', (_request, response) => void response.send('a page'));
    const server = createServer(app);
    server.on('upgrade', (request, socket, head) => {
      if (!hubs.some((hub) => hub.handleUpgrade(request, socket, head))) socket.destroy();
    });
    return listening(server);
  },
  Fastify: async () => {
    const app = fastify();
    app.get('/page', () => 'a page');
    for (const path of ['/one', '/two']) makeHub(path).attach(app.server);
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    return {
      url,
      stop: async () => {
        app.server.closeAllConnections();
        await app.close();
      },
    };
  },
};

describe.each(Object.entries(sites))('two hubs on %s', (_name, start) => {
  test('are reached by every client in every way, and the rest is left alone', async () => {
    const { url, stop } = await start();
    for (const way of ways) {
      for (const path of ['/one', '/two']) {
        const { connection } = clientBy(way, { url: url + path, token: 'any' });
        // oxlint-disable-next-line no-await-in-loop
        await connection.start();
        // oxlint-disable-next-line no-await-in-loop
        expect(await connection.invoke('Double', 21)).toBe(42);
        // oxlint-disable-next-line no-await-in-loop
        await connection.stop();
      }
    }
    expect(await ask(`${url}/page`)).toMatchObject({ status: 200, body: 'a page' });
    expect((await ask(`${url}/three`)).status).toBe(404);
    await stop();
  });
});
