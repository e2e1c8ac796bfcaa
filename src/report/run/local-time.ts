/** `2026-03-02 09:30:00` by the clocks of a time zone; in UTC where none is known. */
export function localTime(epochMs: number, timeZone = 'UTC'): string {
  return new Date(epochMs).toLocaleString('sv-SE', { timeZone });
}
