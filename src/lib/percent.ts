/** The share that `99.9 %` is, exactly as 0.999 would be read; `undefined` for any other text. */
export function readPercent(text: string): number | undefined {
  const [, percent] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) ?? [];
  return percent === undefined ? undefined : Number(`${percent}e-2`);
}
