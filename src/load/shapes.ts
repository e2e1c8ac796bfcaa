import type { LoadStage } from '../lib/pace.ts';

/** What a load looks like over time, to be had at any rate and for any length. */
interface Shape {
  /** What it is for, in a few words. */
  readonly about: string;
  /** Its stages, as parts of the rate and of the length. */
  readonly stages: readonly { readonly from?: number; readonly rate: number; readonly part: number }[];
}

/** The shapes that phoney brings along. */
export const shapes = {
  hold: { about: 'the rate, all the time', stages: [{ rate: 1, part: 1 }] },
  ramp: { about: 'evenly from nothing to the rate', stages: [{ from: 0, rate: 1, part: 1 }] },
  burst: {
    about: 'a tenth of the rate, and twice the whole of it for a fifth of the time',
    stages: [
      { rate: 0.1, part: 0.2 },
      { rate: 1, part: 0.2 },
      { rate: 0.1, part: 0.2 },
      { rate: 1, part: 0.2 },
      { rate: 0.1, part: 0.2 },
    ],
  },
  soak: {
    about: 'up in a twentieth of the time, then the rate, then down again',
    stages: [
      { from: 0, rate: 1, part: 0.05 },
      { rate: 1, part: 0.9 },
      { from: 1, rate: 0, part: 0.05 },
    ],
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of a shape. */
export type ShapeName = keyof typeof shapes;

/** Whether there is a shape of that name. */
export function isShape(name: string): name is ShapeName {
  return Object.hasOwn(shapes, name);
}

/** The stages of a shape whose highest rate is `ratePerSec` and which takes `forMs` in all. */
export function stagesOf(name: ShapeName, ratePerSec: number, forMs: number): LoadStage[] {
  const { stages }: Shape = shapes[name];
  return stages.map(({ from, rate, part }) => ({
    ...(from !== undefined && { fromPerSec: from * ratePerSec }),
    ratePerSec: rate * ratePerSec,
    forMs: part * forMs,
  }));
}
