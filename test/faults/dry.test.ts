import { expect, test } from 'vitest';
import type { Message } from '../../src/channels/message.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { day } from './play.ts';

test.each(['after_answer', 'at_once'])(
  'a dry run shows the copies of a duplicate %s, next to each other',
  async (when) => {
    const sent: Message[] = [];
    const scenario = loadScenario({
      ...day('http://127.0.0.1:9/'),
      pace: 'max',
      faults: [{ fault: 'duplicate', when, copies: 2, first: 3 }],
    });
    const run = await startRun(scenario, { instead: { send: (message) => void sent.push(message) } });
    const { summary } = await run.result;
    expect(summary.copied).toBe(6);
    expect(sent).toHaveLength(summary.rendered - summary.filtered + 6);
    const bodies = sent.slice(0, 9).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(3);
    expect(bodies.filter((body) => body === bodies[0])).toEqual(bodies.slice(0, 3));
  },
);
