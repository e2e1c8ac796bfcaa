import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUp, type Desk } from './desk.ts';
import type { Page } from './page.ts';
import { settings } from './settings/index.ts';
import { openSayings, stepsOf, type Step } from './steps.ts';

/** Tests that follow each of `pages` from its top, each at a desk of its own. */
export function followPages(pages: readonly Page[]): void {
  describe.each(pages.filter(({ blocks }) => blocks.length > 0))('$file', (page) => {
    const setting = settings[page.file] ?? {};
    const sayings = openSayings();
    let desk: Desk;
    beforeAll(async () => {
      desk = await setUp(setting);
    });
    afterAll(async () => {
      expect(await desk.leave()).toEqual([]);
    });

    const steps = stepsOf(page, setting, sayings);
    const titled = (all: readonly Step[]): (readonly [string, Step])[] =>
      all.map((step) => [step.name, step]);
    test.each(titled(steps.filter(({ lacks }) => lacks === undefined)))('%s', async (_, { take }) => {
      await take(desk);
    });
    const lacking = steps.filter(({ lacks }) => lacks !== undefined);
    test.skipIf(lacking.length > 0).each(titled(lacking))('%s', () => undefined);

    test('its setting says nothing that the page does not need', () => {
      const { lines, pictures, code } = setting;
      const said = [lines, pictures, code?.notRun].flatMap((one) => Object.keys(one ?? {}));
      expect(said.filter((key) => !sayings.used.has(key))).toEqual([]);
      expect(desk.idle()).toEqual([]);
    });
  });
}
