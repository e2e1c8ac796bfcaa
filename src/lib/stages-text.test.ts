import { expect, test } from 'vitest';
import type { LoadStage } from './pace.ts';
import { readStages } from './stages-text.ts';

test.each<[string, readonly LoadStage[]]>([
  ['1000/5m', [{ ratePerSec: 1000, forMs: 300_000 }]],
  ['0..1000/30s', [{ fromPerSec: 0, ratePerSec: 1000, forMs: 30_000 }]],
  [
    '0..1000/30s, 1000/5m,1000..0/10s',
    [
      { fromPerSec: 0, ratePerSec: 1000, forMs: 30_000 },
      { ratePerSec: 1000, forMs: 300_000 },
      { fromPerSec: 1000, ratePerSec: 0, forMs: 10_000 },
    ],
  ],
  [
    '0.5/1h30m\n2/1s\n',
    [
      { ratePerSec: 0.5, forMs: 5_400_000 },
      { ratePerSec: 2, forMs: 1000 },
    ],
  ],
  ['5..5/1s', [{ ratePerSec: 5, forMs: 1000 }]],
])('%j is read as it is meant', (text, stages) => {
  expect(readStages(text)).toEqual({ stages, problems: [] });
});

test("a stage in k6's words goes from the rate before it to its own", () => {
  expect(readStages('30s:1000,5m:1000,10s:0').stages).toEqual([
    { fromPerSec: 0, ratePerSec: 1000, forMs: 30_000 },
    { ratePerSec: 1000, forMs: 300_000 },
    { fromPerSec: 1000, ratePerSec: 0, forMs: 10_000 },
  ]);
});

test.each([
  ['', [/^There is no stage in it\. Write a rate/]],
  ['fast', [/^"fast" is not a stage\. Write a rate and a length of time/]],
  ['1000', [/^"1000" is not a stage/]],
  ['-5/10s', [/^"-5\/10s" is not a stage/]],
  ['1000/soon', [/^"soon" of the stage "1000\/soon" is not a length of time/]],
  ['1000/0s', [/^"0s" of the stage/]],
  ['2000000/1s', [/has a rate that is none\. Write messages a second, from 0 to 1000000/]],
  ['1.2.3/1s', [/has a rate that is none/]],
  ['0/1s,0..0/2s', [/^No stage sends anything/]],
  ['x,1/1s,2/y', [/^"x" is not a stage/, /^"y" of the stage "2\/y"/]],
])('everything that is wrong with %j is told', (text, problems) => {
  const told = readStages(text).problems;
  expect(told).toHaveLength(problems.length);
  for (const [index, problem] of problems.entries()) expect(told[index]).toMatch(problem);
});
