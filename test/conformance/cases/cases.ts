import type { World } from '../world.ts';

/** What a client does in each case; resolves with what came back, in the form of observed.json. */
export type Cases = Readonly<Record<string, (world: World) => Promise<unknown>>>;
