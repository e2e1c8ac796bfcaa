/** A simulated instant as the vendor writes it: `2022-06-21T20:10:24.411Z`. */
export function writeTime(at: number): string {
  return new Date(at).toISOString();
}
