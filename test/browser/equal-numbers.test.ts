import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count, formatMs } from '../../src/record/report/wording.ts';
import { reportFiles } from '../../src/report/forms.ts';
import type { RunReport } from '../../src/report/run/schema.ts';
import { figuresOf, figuresOfPage, nameTables } from '../report/numbers/figures.ts';
import { timesTold } from '../report/numbers/oracle.ts';
import { playRoughDay, reportOf, type RoughDay } from '../report/numbers/rough-day.ts';
import { type Browser, browserKinds, startBrowser } from './browsers.ts';
import { openConsolePage } from './console-page.ts';

const kind = browserKinds.find(({ path: place }) => place !== undefined);

describe.skipIf(kind === undefined)('in a browser, the numbers of one run', () => {
  let browser: Browser;
  let day: RoughDay;
  let report: RunReport;
  /** What the console shows once the run is over: each number by its name. */
  let shown: Readonly<Record<string, string>>;
  let verdict: unknown;

  beforeAll(async () => {
    browser = await startBrowser(kind as NonNullable<typeof kind>);
    day = await playRoughDay();
    const view = await openConsolePage(browser, day.control);
    await view.see('.top-clock .mark', /^(passed|failed)$/);
    shown = (await view.page.evaluate(
      "Object.fromEntries([...document.querySelectorAll('.numbers div')].map((one) => [one.querySelector('dt').textContent, one.querySelector('dd').textContent]))",
    )) as typeof shown;
    verdict = await view.page.evaluate("document.querySelector('.top-clock .mark').textContent");
    expect(view.wrong).toEqual([]);
    await view.page.close();
    await day.end();
    report = JSON.parse(reportOf(day, reportFiles.json)) as RunReport;
  });

  afterAll(async () => {
    await browser.close();
    day.remove();
  });

  test('stand in the console as in the report', () => {
    const { books, events, retried, late, refusedCommands, latencyMs } = report.summary;
    const { cutOff, ...others } = books;
    const numbers = {
      events,
      ...others,
      'cut off': cutOff,
      'on their way': 0,
      retried,
      late,
      refused: refusedCommands,
    };
    const written = Object.entries(numbers).map(([name, value]) => [
      name,
      count(value).replaceAll(' ', '\u202F'),
    ]);
    expect(shown).toEqual({ ...Object.fromEntries(written), 'latency p99': formatMs(latencyMs.p99) });
    expect(verdict).toBe(report.verdict);
  });

  test('stand on the page of the report as in its JSON, and its curves go through its table', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path.join(day.folder, 'reports', reportFiles.html)).href);
    const textsOf = (selector: string): string =>
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent.replaceAll(/\\s+/g, ' ').trim())`;
    const tables = (await page.evaluate(`(() => {
      document.querySelectorAll('td details').forEach((one) => one.remove());
      return Object.fromEntries([...document.querySelectorAll('.scroll[aria-label]')].map((one) => [
        one.getAttribute('aria-label'),
        [...one.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent.replaceAll(/\\s+/g, ' ').trim())),
      ]));
    })()`)) as Record<string, string[][]>;
    const [told = ''] = (await page.evaluate(textsOf('.verdict'))) as string[];
    const about = (await page.evaluate(textsOf('.about.dim li'))) as string[];
    const [refused = ''] = (await page.evaluate(textsOf('#refused p'))) as string[];
    const figures = figuresOf(report);
    const onPage = {
      verdict: told,
      about,
      tables: nameTables(tables),
      refused: /\d[\d ]*/.exec(refused)?.[0] ?? '0',
    };
    expect(figuresOfPage(onPage)).toEqual(figures);

    await page.focus('#curves');
    await page.keyboard.press('End');
    const legend = (await page.evaluate(textsOf('#curves .u-value'))) as string[];
    expect(legend).toEqual(['the longest', ...timesTold.map((name) => figures[`${name} max`])]);
    await page.close();
  });
});
