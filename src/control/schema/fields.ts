import { z } from 'zod';

/** An instant, ISO 8601 in UTC. */
export const isoTime = z.string().describe('ISO 8601, UTC. Simulated time unless the name says otherwise.');

/** A flag in a query. */
export const queryFlag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Simulated or other epoch ms as {@link isoTime} has it. */
export function formatTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** {@link formatTime}, and `null` for what has no end or is not known. */
export function formatTimeOrNull(epochMs: number | null): string | null {
  return epochMs === null || !Number.isFinite(epochMs) ? null : formatTime(epochMs);
}

/** Vendors' ids, by vendor and then by the names of their fields. */
export const idsSchema = z
  .record(z.string(), z.record(z.string(), z.string().nullable()))
  .describe("What each vendor's messages call it, by vendor and field.");
