/** What stands in JSON for a number that JSON has no word for. */
const infinite = { Infinity: Infinity, '-Infinity': -Infinity } as const;
const mark = '$number';

/** A value as JSON, with its infinite numbers. */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one === Infinity || one === -Infinity ? { [mark]: String(one) } : one,
  );
}

/** The inverse of {@link encode}. The caller knows what it is: both ends are of one version of phoney. */
export function decode(text: string): unknown {
  return JSON.parse(text, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null || !(mark in one)) return one;
    return infinite[one[mark] as keyof typeof infinite];
  }) as unknown;
}
