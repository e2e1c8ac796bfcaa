import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../conformance/world.ts';
import { type Browser, browserKinds, startBrowser } from './browsers.ts';
import { type PageServer, servePage } from './page-server.ts';

const { resolve: locate } = createRequire(import.meta.url);
const messagePack31 = locate('signalr-protocol-msgpack-3.1/dist/browser/signalr-protocol-msgpack.js');

/** The browser builds of Microsoft's client, as a page loads them. */
const builds = {
  10: [
    locate('@microsoft/signalr/dist/browser/signalr.js'),
    locate('@microsoft/signalr-protocol-msgpack/dist/browser/signalr-protocol-msgpack.js'),
  ],
  3.1: [
    locate('signalr-3.1/dist/browser/signalr.js'),
    createRequire(messagePack31).resolve('msgpack5/dist/msgpack5.js'),
    messagePack31,
  ],
} as const;

const ways = [
  { way: 'WebSockets', transport: 'WebSockets', protocol: 'json' },
  { way: 'WebSockets, not negotiated', transport: 'WebSockets', protocol: 'json', skipNegotiation: true },
  { way: 'WebSockets and MessagePack', transport: 'WebSockets', protocol: 'messagepack' },
  { way: 'server-sent events', transport: 'ServerSentEvents', protocol: 'json' },
  { way: 'long polling', transport: 'LongPolling', protocol: 'json' },
  { way: 'long polling and MessagePack', transport: 'LongPolling', protocol: 'messagepack' },
];

const all = browserKinds.flatMap((kind) =>
  Object.entries(builds).map(([version, scripts]) => ({ kind, title: kind.title, version, scripts })),
);

describe.each(all)("a page in $title with Microsoft's client $version", ({ kind, scripts }) => {
  describe.skipIf(kind.path === undefined)('on another origin than the hub', () => {
    let pages: PageServer;
    let world: World;
    let guarded: World;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      pages = await servePage([...scripts, path.join(import.meta.dirname, 'page/use-hub.js')]);
      world = await startWorld({}, { origin: pages.origin });
      const elsewhere = 'http://elsewhere.example';
      guarded = await startWorld({}, { origin: elsewhere, hub: { webSocketOrigins: [elsewhere] } });
      browser = await startBrowser(kind);
      page = await browser.newPage();
      await page.goto(pages.origin);
    });

    afterAll(async () => {
      await browser.close();
      await Promise.all([world.testHub.stop(), guarded.testHub.stop(), pages.close()]);
    });

    /** Calls a function of the page. */
    const call = (name: string, { url, token }: World, way: object): Promise<unknown> =>
      page.evaluate(`${name}(${JSON.stringify({ url, token, ...way })})`);

    test.each(ways)('calls, is called, streams, comes back after a drop and leaves: $way', async (way) => {
      expect(await call('useHub', world, way)).toEqual({
        echo: 'å€😀',
        received: [0, 1, 2],
        items: [0, 1, 2, 3],
        sum: 6,
        refused:
          "An unexpected error occurred invoking 'TestHubThrow' on the server. HubException: hub says no",
        isOther: true,
        state: 'Disconnected',
      });
      expect(world.testHub.errors).toEqual([]);
    });

    test.each([
      { transport: 'ServerSentEvents' },
      { transport: 'LongPolling' },
      { transport: 'WebSockets', skipNegotiation: true },
    ])('is kept out by a hub that lists other origins: $transport', async (way) => {
      expect(await call('mayUseHub', guarded, way)).toBe(false);
      expect(await call('mayUseHub', world, way)).toBe(true);
    });
  });
});
