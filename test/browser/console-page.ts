import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Browser } from './browsers.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The machine may have other things to do. */
const patienceMs = 30_000;

/** Where pictures of the page are kept, outside git, for people to look at. */
const pictures = path.resolve(import.meta.dirname, '../../artefacts/console');

/** The console in a browser, and what went wrong in it. */
export interface ConsolePage {
  readonly page: Page;
  /** Errors of the page, and requests to other places than its server. */
  readonly wrong: readonly string[];
  /** Clicks the button that is called so, once it is there and can be: of a dialog where one is open. */
  readonly click: (name: string) => Promise<void>;
  /** Chooses the value in the `select` that is meant, once it is there. */
  readonly choose: (selector: string, value: string) => Promise<void>;
  /** Resolves once an element of the selector has the text. */
  readonly see: (selector: string, text: string | RegExp) => Promise<void>;
  /** What axe finds serious, in words. */
  readonly audit: () => Promise<readonly string[]>;
  /** Of the whole page, or of what stands in the window. */
  readonly takePicture: (name: string, fullPage?: boolean) => Promise<void>;
}

/** Opens `/console` of the server at `origin`. */
export async function openConsolePage(browser: Browser, origin: string): Promise<ConsolePage> {
  const page = await browser.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && wrong.push(message.text())));
  page.on('pageerror', (error) => void wrong.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) {
      wrong.push(`asked ${request.url()}`);
    }
  });
  await page.setViewport({ width: 1440, height: 1000 });
  await page.goto(`${origin}/console`);
  return {
    page,
    wrong,
    async click(name) {
      // Found and clicked in one turn: of a list that moves, the next turn may not have it.
      await page.waitForFunction(
        `(() => {
          const within = document.querySelector('dialog[open]') ?? document;
          const button = [...within.querySelectorAll('button:enabled')].find(
            (one) =>
              one.checkVisibility() &&
              (one.getAttribute('aria-label') ?? one.textContent.trim()) === ${JSON.stringify(name)},
          );
          button?.click();
          return button !== undefined;
        })()`,
        { polling: 100, timeout: patienceMs },
      );
    },
    async choose(selector, value) {
      await page.waitForSelector(selector);
      await page.select(selector, value);
    },
    async see(selector, text) {
      const source =
        typeof text === 'string' ? text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) : text.source;
      await page.waitForFunction(
        `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => new RegExp(${JSON.stringify(source)}).test(one.textContent ?? ''))`,
        { polling: 100, timeout: patienceMs },
      );
    },
    async audit() {
      await page.evaluate(axe);
      return (await page.evaluate(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) =>
          violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 5).map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; ')))`,
      )) as string[];
    },
    async takePicture(name, fullPage = false) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage });
    },
  };
}
