/** `DateTime.MaxValue`, .NET's way to say "for ever". */
export const maxDateTime = '9999-12-31T23:59:59.9999999';

/**
 * Epoch ms as .NET writes a UTC `DateTime`: up to seven digits of a second, without zeros at their end, and no point where none
 * is left (page's samples: `2020-01-01T12:00:00Z`, `2023-10-19T14:21:19.7009158Z`). `ticks` are the 100 ns beyond the
 * millisecond, 0 to 9999.
 */
export function formatDateTime(epochMs: number, ticks = 0): string {
  const seconds = new Date(epochMs).toISOString().slice(0, -1) + String(ticks).padStart(4, '0');
  return `${seconds.replace(/\.?0+$/, '')}Z`;
}

/** {@link formatDateTime} of what may be missing. */
export function formatDateTimeOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : formatDateTime(epochMs);
}
