import { expect, test } from 'vitest';
import { machineClock } from '../../../lib/clock.ts';
import { createRandom } from '../../../lib/random.ts';
import { createHttpChannel } from '../index.ts';

test('a folder without certificates is told before the run, also where lanes come to be only while it lasts', () => {
  const channel = createHttpChannel({
    lanes: [],
    observer: { attempted: () => undefined, ended: () => undefined },
    clock: machineClock,
    random: createRandom(1),
    env: {},
  });
  const problems = channel.check({ certificate: { shows: 'folder', folder: '/nowhere' } }, ['ringcentral']);
  expect(problems.map(({ file }) => file)).toEqual(['/nowhere/client.pem', '/nowhere/client-key.pem']);
  expect(channel.check({ certificate: { shows: 'none' } })).toEqual([]);
});
