import { createHash } from 'node:crypto';

/** The UUID (version 4 in form) that something has by its name: the same wherever the seed is the same, and nobody else's. */
export function stableId(seed: number, vendor: string, thing: string): string {
  const hex = createHash('sha256').update(`${seed}\0${vendor}\0${thing}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
