import type { LoadStage } from '../lib/pace.ts';

/** What a load looks like over time: its stages, as parts of the rate and of the length, to be had at any of both. */
type Shape = readonly { readonly from?: number; readonly rate: number; readonly part: number }[];

/** The shapes that phoney brings along. */
export const shapes = {
  /** The rate, all the time. */
  hold: [{ rate: 1, part: 1 }],
  /** Evenly from nothing to the rate. */
  ramp: [{ from: 0, rate: 1, part: 1 }],
  /** A tenth of the rate, and twice the whole of it for a fifth of the time. */
  burst: [
    { rate: 0.1, part: 0.2 },
    { rate: 1, part: 0.2 },
    { rate: 0.1, part: 0.2 },
    { rate: 1, part: 0.2 },
    { rate: 0.1, part: 0.2 },
  ],
  /** Up in a twentieth of the time, then the rate, then down again. */
  soak: [
    { from: 0, rate: 1, part: 0.05 },
    { rate: 1, part: 0.9 },
    { from: 1, rate: 0, part: 0.05 },
  ],
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of a shape. */
export type ShapeName = keyof typeof shapes;

/** Whether there is a shape of that name. */
export function isShape(name: string): name is ShapeName {
  return Object.hasOwn(shapes, name);
}

/** The stages of a shape whose highest rate is `ratePerSec` and which takes `forMs` in all. */
export function stagesOf(name: ShapeName, ratePerSec: number, forMs: number): LoadStage[] {
  const shape: Shape = shapes[name];
  return shape.map(({ from, rate, part }) => ({
    ...(from !== undefined && { fromPerSec: from * ratePerSec }),
    ratePerSec: rate * ratePerSec,
    forMs: part * forMs,
  }));
}
