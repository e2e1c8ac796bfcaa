import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadScenario } from '../../src/scenario/index.ts';
import { type Browser, browserKinds, startBrowser } from './browsers.ts';
import { openConsolePage, type ConsolePage } from './console-page.ts';
import { busyCentre, hostile, openConsoleWorld, type ConsoleWorld, type WorldWish } from './console-world.ts';

describe.each(browserKinds)('the console in $title', (kind) => {
  describe.skipIf(kind.path === undefined)('of a busy centre', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await startBrowser(kind);
    });

    afterAll(() => browser.close());

    /** A centre that is in the midst of its day, stopped there, and the page that shows it. */
    const open = async (wish: WorldWish = {}): Promise<{ world: ConsoleWorld; view: ConsolePage }> => {
      const world = await openConsoleWorld({ paused: true, ...wish });
      onTestFinished(() => world.close());
      await world.connectClient();
      await world.run.advance(20 * 60_000);
      const view = await openConsolePage(browser, world.url);
      onTestFinished(() => view.page.close());
      return { world, view };
    };

    test('shows agents by state, queues with their wait, contacts with their phase, messages and hub clients', async () => {
      const { world, view } = await open();
      const { centre } = world.run;
      const busy = centre.agents.filter(({ state }) => state === 'on-contact').length;
      await view.see('.area-agents .counts li', new RegExp(`on contact ${busy}$`));
      const billing = centre.queues.find(({ name }) => name === 'Billing');
      await view.see('.area-queues tr', new RegExp(`^Billing voice ${billing?.waiting.length}`));
      await view.see('.area-queues th', 'Returns <b>&amp;</b>');
      const contact = centre.contacts.findLast(({ phase }) => phase === 'talking');
      await view.see('.area-contacts tr', new RegExp(`^${contact?.id} \\w+talking`));
      await view.see('.area-messages .mark', 'delivered');
      await view.see('.area-hubs summary', /^alice enreach · WebSockets · json · 1 subscription$/);
      const { events, rendered, delivered, dropped, retried, late, withheld } = world.run.summary();
      const shown = Object.entries({ events, rendered, delivered, dropped, retried, late, withheld });
      for (const [name, count] of shown) {
        const written = count.toLocaleString('en').replaceAll(',', '\u202F');
        await view.see('.numbers div', new RegExp(`^${name}${written}$`));
      }
      expect(view.wrong).toEqual([]);
    });

    test('a receiver that answers with markup stays text, and nothing is asked of another host', async () => {
      const { world, view } = await open();
      const failed = world.run.kept?.deliveries.find({ outcome: 'dropped' }).at(-1)?.message;
      await view.choose('select[aria-label="Outcome"]', 'dropped');
      await view.click(`Message ${failed?.seq}: ${failed?.eventType}`);
      await view.see('.attempts pre', hostile);
      await view.see('.sheet-body pre', '"event_type"');
      expect(await view.page.evaluate('window.broken')).toBeUndefined();
      expect(view.wrong).toEqual([]);
    });

    test('the list of messages stands still under the pointer, counts what is new, and goes on once it is left', async () => {
      const { world, view } = await open();
      const { page } = view;
      const foot = '.area-messages .moving';
      await view.see('.area-messages .mark', 'delivered');
      await page.evaluate(`window.rowsNow = () => [...document.querySelectorAll('.area-messages tbody tr')]`);
      await view.see(foot, /^live$/);
      await page.hover('.area-messages .panel-body');
      await view.see(foot, /^held while you point at it$/);
      await page.evaluate('window.rows = rowsNow(), window.texts = rows.map((row) => row.textContent)');
      await world.run.advance(60_000);
      await view.see(foot, /^held while you point at it · \d+\+? new$/);
      expect(await page.evaluate('rowsNow().every((row, at) => row === rows[at])')).toBe(true);
      const chosen = await page.evaluate(`rows[0].querySelector('button').ariaLabel`);
      await page.click('.area-messages tbody .link');
      await view.see('dialog h2', new RegExp(`^${String(chosen).split(':')[0]}$`));
      await view.click('Close');
      await page.hover('h1');
      await view.see(foot, /^live$/);
      await page.evaluate('window.rows = rowsNow()');
      const newest = await page.evaluate(`rows[0].querySelector('button').ariaLabel`);
      expect(newest).not.toBe(chosen);
      await world.run.advance(3000);
      await page.waitForFunction(
        `rowsNow()[0].querySelector('button').ariaLabel !== ${JSON.stringify(newest)}`,
      );
      expect(await page.evaluate('rowsNow().includes(rows[0])')).toBe(true);
      expect(view.wrong).toEqual([]);
    });

    test('a list stands still while the focus of the keyboard is within it', async () => {
      const { world, view } = await open();
      const { page } = view;
      await view.see('.area-contacts .mark', 'talking');
      await page.focus('.area-contacts .panel-body');
      await page.keyboard.press('Tab');
      await view.see('.area-contacts .moving', /^held while the focus is in it$/);
      const [first, count] = (await page.evaluate(
        `[document.activeElement.textContent, document.querySelectorAll('.area-contacts tbody tr').length]`,
      )) as [string, number];
      await world.run.advance(30 * 60_000);
      await view.see('.area-contacts .moving', /· \d+\+? new$/);
      await view.see('.area-contacts tbody tr:first-child .mark', 'gone');
      expect(
        await page.evaluate(
          `[document.activeElement.textContent, document.querySelectorAll('.area-contacts tbody tr').length]`,
        ),
      ).toEqual([first, count]);
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        `document.querySelector('input[aria-label=Contact]').value === ${JSON.stringify(first)}`,
      );
      await page.focus('.area-hand button');
      await view.see('.area-contacts .moving', /^live$/);
      expect(view.wrong).toEqual([]);
    });

    test('a call that is started by hand is in the centre, stands there as YAML, and in the scenario that is saved', async () => {
      const { world, view } = await open();
      await view.page.evaluate(
        'URL.createObjectURL = (blob) => ((window.saved = blob.text()), "data:text/plain,saved")',
      );
      await view.click('Start a call or chat');
      await view.see('dialog h2', 'Start a call or chat');
      await view.choose('dialog select', 'Service');
      await view.click('Do it');
      await view.see(
        '.done pre',
        /^- do: contact\.start\n {2}queue: Service\n {2}talk: 90s\n {2}ref: hand-1$/,
      );
      await view.see('.done .mark', 'done');
      expect(world.run.centre.contacts.at(-1)).toMatchObject({ ref: 'hand-1' });
      await view.click('Save as scenario');
      await view.page.waitForFunction('window.saved !== undefined');
      const text = String(await view.page.evaluate('window.saved'));
      expect(loadScenario({ file: 'by-hand.yaml', text }).commands).toMatchObject([
        { command: { do: 'contact.start', queue: 'Service', ref: 'hand-1' } },
      ]);
      expect(view.wrong).toEqual([]);
    });
  });
});

const [chromium] = browserKinds;

describe.skipIf(chromium?.path === undefined)('the console', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser(chromium as (typeof browserKinds)[number]);
  });

  afterAll(() => browser.close());

  const open = async (wish: WorldWish = {}): Promise<{ world: ConsoleWorld; view: ConsolePage }> => {
    const world = await openConsoleWorld(wish);
    onTestFinished(() => world.close());
    const view = await openConsolePage(browser, world.url);
    onTestFinished(() => view.page.close());
    return { world, view };
  };

  test('time is stopped, moved to the next event, given another speed, and goes on', async () => {
    const { world, view } = await open();
    await view.click('Pause');
    await view.see('.top-clock .mark', 'paused');
    const before = world.run.summary().events;
    await view.click('Next event');
    await view.see('.done pre', 'POST /v1/run/next');
    await view.see('.done li:first-child .mark', 'done');
    expect(world.run.summary().events).toBeGreaterThan(before);
    await view.choose('.top-steer select', '600');
    await view.see('.top-run', '600× real time');
    await view.click('Resume');
    await view.see('.top-clock .mark', 'running');
    expect(world.run.clock.pace).toEqual({ kind: 'speed', speed: 600 });
  });

  test('an agent is sent to lunch, a contact hung up, a fault started and stopped, an event triggered', async () => {
    const { world, view } = await open({ paused: true });
    await world.run.advance(10 * 60_000);
    await view.see('.agent-name', 'chatter-4');
    await view.page.evaluate(
      `[...document.querySelectorAll('.agent')].find((one) => one.textContent.startsWith('chatter-4')).click()`,
    );
    await view.click('Do it');
    await view.see('.agent .mark', 'Lunch');
    const contact = world.run.centre.contacts.findLast(({ phase }) => phase === 'waiting');
    await view.click(`Hang up ${contact?.id}`);
    await view.click('Do it');
    await view.see('.done pre', `contact: ${contact?.id}`);
    await view.click('Start a fault');
    await view.choose('dialog select', 'duplicate');
    await view.see('.more li', 'copies: How many more times.');
    await view.click('Do it');
    await view.see('.faults li', 'duplicate');
    await view.click('Stop the fault duplicate');
    await view.page.waitForFunction('document.querySelector(".faults") === null');
    await view.click('Trigger an event');
    await view.choose('dialog label:nth-of-type(2) select', 'SURVEY_SUBMITTED');
    await view.click('Do it');
    await view.see('.area-messages button', 'SURVEY_SUBMITTED');
  });

  test('a message is sent again from its own sheet, and the copy is in the list', async () => {
    const { world, view } = await open({ paused: true });
    await world.run.advance(60_000);
    const message = world.run.kept?.deliveries.find({ outcome: 'delivered' }).at(-1)?.message;
    await view.choose('select[aria-label="Outcome"]', 'delivered');
    await view.click(`Message ${message?.seq}: ${message?.eventType}`);
    await view.click('Redeliver');
    await view.see('.area-messages td', 'copy');
    expect(world.run.summary().copied).toBe(1);
  });

  test('YAML that cannot be read is not given, and the page says why; a refusal is told', async () => {
    const { world, view } = await open();
    await view.click('Other command');
    await view.page.waitForSelector('dialog textarea');
    const write = (text: string): Promise<unknown> =>
      view.page.evaluate(
        `(() => { const area = document.querySelector('dialog textarea'); area.value = ${JSON.stringify(text)}; area.dispatchEvent(new Event('input', { bubbles: true })); })()`,
      );
    await write('do: [');
    await view.see('.problem', /\w/);
    expect(await view.page.evaluate(`document.querySelector('dialog .primary').disabled`)).toBe(true);
    await write('do: contact.hangup\ncontact: nobody');
    await view.click('Do it');
    await view.see('.done .mark', 'failed');
    await view.see('.done .detail', 'contact.hang-up');
    expect(world.run.summary().refusedCommands).toBe(0);
  });

  test.each([
    { name: 'desktop', width: 1440, height: 1000, scheme: 'light' },
    { name: 'desktop-dark', width: 1440, height: 1000, scheme: 'dark' },
    { name: 'phone', width: 360, height: 780, scheme: 'light' },
    { name: 'phone-dark', width: 360, height: 780, scheme: 'dark' },
  ])('can be read and used by everybody: $name', async ({ name, width, height, scheme }) => {
    const { world, view } = await open();
    await world.connectClient();
    await view.page.setViewport({ width, height });
    await view.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await view.see('.area-messages .mark', 'delivered');
    // What is looked at stands still.
    world.run.pause();
    await view.see('.top-clock .mark', 'paused');
    await view.click('Start a fault');
    await view.page.waitForSelector('dialog textarea');
    expect(await view.audit()).toEqual([]);
    await view.takePicture(`${name}-form`);
    await view.click('Do it');
    await view.see('.faults li', 'drop');
    expect(await view.audit()).toEqual([]);
    await view.takePicture(name, true);
    await view.page.hover('.area-messages tbody tr:nth-child(3)');
    await view.see('.area-messages .moving', 'held while you point at it');
    await view.page.click('.area-messages tbody tr:nth-child(3) .link');
    await view.page.waitForSelector('.sheet-body h3');
    expect(await view.audit()).toEqual([]);
    await view.takePicture(`${name}-message`);
    const sideways = await view.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways).toBeLessThanOrEqual(0);
  });

  test('every control is reached with the Tab key, and shows that it is', async () => {
    const { world, view } = await open({ paused: true });
    await world.run.advance(60_000);
    // What came later would not be reached.
    const { rendered } = world.run.summary();
    await view.page.waitForSelector(`.area-messages [aria-label^="Message ${rendered}:"]`);
    await view.see('.area-messages .mark', 'delivered');
    const every = `[...document.querySelectorAll('button:enabled, input:enabled, select:enabled, summary')]`;
    const controls = Number(await view.page.evaluate(`(window.reached = new Set(), ${every}.length)`));
    for (let pressed = 0; pressed < controls + 30; pressed++) {
      await view.page.keyboard.press('Tab');
      const outline = await view.page.evaluate(
        `(({ activeElement: at }) => {
          if (at === null || at === document.body) return 'none there';
          if (at.matches('button, input, select, summary')) window.reached.add(at);
          return getComputedStyle(at).outlineStyle;
        })(document)`,
      );
      expect(['solid', 'none there']).toContain(outline);
    }
    const missed = `${every}.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML)`;
    expect(await view.page.evaluate(missed)).toEqual([]);
  });

  test('with a token, the page shows nothing until it is given', async () => {
    const { view } = await open({ token: 'a-token-for-this-test' });
    await view.page.waitForSelector('input[type=password]');
    expect(await view.page.evaluate('document.body.textContent')).not.toContain('Billing');
    await view.page.type('input[type=password]', 'a-token-for-this-test');
    await view.click('Look');
    await view.see('.area-queues th', 'Billing');
  });

  test('at 1,000 messages a second the page keeps up, holds no more than it shows, and nothing jumps', async () => {
    const { world, view } = await open({
      scenario: (url) => {
        const { speed: _speed, ...centre } = busyCentre(url);
        return { ...centre, pace: { rate: 1000 } };
      },
    });
    await view.see('.area-messages .mark', 'delivered');
    await view.page.evaluate(
      `new PerformanceObserver((list) => {
        // Lists move within their panels; nothing else does.
        const moved = list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node));
        const loose = moved.filter((node) => node instanceof Element && node.closest('.panel-body') === null);
        window.moved = [...(window.moved ?? []), ...loose.map(({ className }) => className)];
      }).observe({ type: 'layout-shift' })`,
    );
    await view.see('.area-rate .legend li:nth-child(2)', /delivered [1-9]\d\d/);
    const elements = 'document.querySelectorAll("*").length';
    const atFirst = Number(await view.page.evaluate(elements));
    await world.run.command({ do: 'run.advance', by: '30m' });
    await view.page.waitForFunction(
      `Date.parse(document.querySelector('.top-clock time').dateTime) >= ${world.run.clock.simulatedMs}`,
    );
    expect(Number(await view.page.evaluate(elements))).toBeLessThan(Math.max(atFirst * 2, 3500));
    expect(await view.page.evaluate('window.moved ?? []')).toEqual([]);
    expect(view.wrong).toEqual([]);
  });

  test('the page says that it is not up to date once phoney is gone', async () => {
    const world = await openConsoleWorld();
    const view = await openConsolePage(browser, world.url);
    onTestFinished(() => view.page.close());
    await view.see('.area-queues th', 'Billing');
    await world.close();
    await view.see('.lost', 'phoney does not answer');
  });
});
