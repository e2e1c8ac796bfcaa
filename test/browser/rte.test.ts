import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRte } from '../enreach/rte-host.ts';
import { createSmallCentre } from '../enreach/small-centre.ts';
import { type Browser, browserKinds, startBrowser } from './browsers.ts';
import { type PageServer, servePage } from './page-server.ts';

const client = createRequire(import.meta.url).resolve('@microsoft/signalr/dist/browser/signalr.js');

describe.each(browserKinds)('a page in $title', (kind) => {
  describe.skipIf(kind.path === undefined)("on an origin of Enreach's cors_origins", () => {
    let pages: PageServer;
    let browser: Browser;

    beforeAll(async () => {
      pages = await servePage([client, path.join(import.meta.dirname, 'page/use-rte.js')]);
      browser = await startBrowser(kind);
    });

    afterAll(() => Promise.all([browser.close(), pages.close()]));

    test.each([
      { wss_endpoint: 'wss', skipNegotiation: true, scheme: 'ws' },
      { wss_endpoint: 'https', skipNegotiation: false, scheme: 'http' },
    ] as const)(
      'signs in and connects to WssEndpoint in the form $wss_endpoint',
      async ({ wss_endpoint, skipNegotiation, scheme }) => {
        const { view } = createSmallCentre();
        const rte = await openRte(view, { config: { wss_endpoint, cors_origins: [pages.origin] } });
        const page = await browser.newPage();
        await page.goto(pages.origin);
        const wish = {
          origin: rte.origin,
          user: 'alice',
          password: 'phoney',
          userId: rte.idOf('alice'),
          skipNegotiation,
        };
        expect(await page.evaluate(`useRte(${JSON.stringify(wish)})`)).toEqual({
          scheme,
          available: 31,
          subscribed: true,
        });
        await page.close();
      },
    );
  });
});
