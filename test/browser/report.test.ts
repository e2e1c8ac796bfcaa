import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { hostileDay, startHostileReceiver } from '../report/hostile-receiver.ts';
import { type Browser, browserKinds, startBrowser } from './browsers.ts';

const folder = makeFolder();
const file = path.join(folder.path, 'report.html');

beforeAll(async () => {
  const receiver = await startHostileReceiver();
  const day = path.join(folder.path, 'day.yaml');
  writeFileSync(day, hostileDay(receiver.url));
  const { code, stderr } = await phoney(['run', day, '--report', `html=${file}`]);
  await receiver.close();
  expect(code, stderr).toBe(1);
});

afterAll(folder.remove);

test('the report is one file of less than a megabyte', () => {
  expect(statSync(file).size).toBeLessThan(1_000_000);
});

/** Has the page remember what it writes into its charts. */
const keepDrawnTexts = `window.drawnTexts = [];
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    window.drawnTexts.push(text);
    return fillText.call(this, text, ...where);
  };`;

describe.each(browserKinds)('a report in $title', (kind) => {
  describe.skipIf(kind.path === undefined)('of a run against a hostile receiver', () => {
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];
    const requests: string[] = [];

    beforeAll(async () => {
      browser = await startBrowser(kind);
      page = await browser.newPage();
      await page.setViewport({ width: 1200, height: 900 });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => complaints.push(dialog.message()));
      page.on('request', (request) => requests.push(request.url()));
      await page.evaluateOnNewDocument(keepDrawnTexts);
      await page.goto(pathToFileURL(file).href);
    });

    afterAll(() => browser.close());

    test('draws its charts', async () => {
      const drawn = `[...document.querySelectorAll('.chart')].map(({ id, firstElementChild }) => {
        const { width, height } = firstElementChild.querySelector('canvas');
        const pixels = firstElementChild.querySelector('canvas').getContext('2d').getImageData(0, 0, width, height).data;
        return [id, new Set(new Uint32Array(pixels.buffer)).size > 8];
      })`;
      expect(await page.evaluate(drawn)).toEqual([
        ['curves', true],
        ['rates', true],
        ['agents', true],
        ['queues', true],
      ]);
    });

    test('tells the marks of a day apart, however little of it is seen', async () => {
      const hasSeconds = 'window.drawnTexts.some((text) => /^\\d\\d:\\d\\d:\\d\\d$/.test(text))';
      expect(await page.evaluate(hasSeconds)).toBe(false);
      await page.focus('#queues');
      for (let press = 0; press < 8; press++) await page.keyboard.press('+');
      await page.waitForFunction(hasSeconds);
      await page.keyboard.press('0');
    });

    test('shows verdict and expectations first, what the receiver sent as text, and runs none of it', async () => {
      const text = (await page.evaluate("document.getElementById('main').textContent")) as string;
      expect(text.indexOf('failed')).toBeLessThan(text.indexOf('Books'));
      expect(text.indexOf('<script>alert(1)</script>')).toBeLessThan(text.indexOf('Books'));
      expect(text).toContain('</script><script>document.title = "taken over"</script>');
      expect(text).toContain('<img src="http://127.0.0.1:9/gone.png"');
      expect(text).toContain('</script><b>Billing');
      expect(text).toContain(String.raw`\u202e`);
      expect(await page.title()).toMatch(/^phoney run .*day\.yaml$/);
      expect(
        await page.evaluate("document.querySelectorAll('img, iframe, main script, main b, main i').length"),
      ).toBe(0);
    });

    test.each(['light', 'dark'])(
      'has no serious fault for those who see or steer otherwise: %s',
      async (theme) => {
        const now = await page.evaluate('document.documentElement.dataset.theme');
        if (now !== theme) await page.click('#theme');
        expect(await page.evaluate('document.documentElement.dataset.theme')).toBe(theme);
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as {
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        };
        expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes[0]?.html])).toEqual([]);
      },
    );

    test('is read by keyboard: arrows move the cursor of a chart, and Enter hides a series', async () => {
      await page.focus('#rates');
      await page.keyboard.press('ArrowRight');
      const values = "[...document.querySelectorAll('#rates .u-value')].map((value) => value.textContent)";
      expect(await page.evaluate(values)).not.toContain('–');
      await page.focus('#rates .u-legend th[role=button]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#rates .u-legend th[aria-pressed=false]');
    });

    test('asks nobody for anything, and nothing in it complains', () => {
      // Firefox draws its own marks with a font of its own.
      expect(requests.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
