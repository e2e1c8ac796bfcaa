import { expect, test } from 'vitest';
import { placeMarks } from './place-marks.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds)).toISOString();
const command = (seconds: number) =>
  ({ at: at(seconds), do: 'x', source: 'api', outcome: 'done', reason: null }) as const;
const none = [0, 0, 0, 0];

/** Four seconds of real time, in the second of which nothing was sent; each tells of ten simulated seconds up to its end. */
const series = {
  cellMs: 1000,
  simulated: [at(10), null, at(30), at(40)],
  ...{ requested: [], late: [], offered: none, sent: none, delivered: none, retried: none, dropped: none },
};

const placesOf = (...seconds: readonly number[]): number[] => {
  const marks = { commands: seconds.map(command), moreCommands: 0, faults: [] };
  return placeMarks({ series, marks }).commands.map(({ x }) => x);
};

test('a command stands where real time was when simulated time had come to it, also where nothing was sent', () => {
  expect(placesOf(10, 20, 30, 35, 40)).toEqual([0, 2, 3, 3.5, 4]);
});

test('what came before the first message stands at the beginning, and what came after the last nowhere', () => {
  expect(placesOf(0, 50)).toEqual([0]);
});

test('a fault lasts to the end where nobody says until when, or until later', () => {
  const fault = { name: 'a', kind: 'drop', touched: 1 };
  const faults = [
    { ...fault, from: at(30), until: null },
    { ...fault, from: at(30), until: at(35) },
    { ...fault, from: at(30), until: at(99) },
    { ...fault, from: at(50), until: null },
  ];
  const placed = placeMarks({ series, marks: { commands: [], moreCommands: 0, faults } }).faults;
  expect(placed.map(({ from, until }) => [from, until])).toEqual([
    [3, 4],
    [3, 3.5],
    [3, 4],
  ]);
});
