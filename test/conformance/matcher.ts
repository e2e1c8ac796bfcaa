/** One case of observed.json: what a real ASP.NET Core server answered, and deviations that are as good. */
export interface ObservedCase {
  readonly note?: string;
  readonly observed: unknown;
  readonly alsoAccepted?: readonly unknown[];
}

/** Whether what came back is what was observed; `{"~": pattern}` stands for whatever fits the pattern. */
export function matches(expected: unknown, actual: unknown): boolean {
  if (isPattern(expected)) return fits(expected['~'], actual);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => matches(item, actual[index]))
    );
  }
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, actual);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  const names = Object.keys(expected);
  return (
    Object.keys(actual).length === names.length &&
    names.every((name) => Object.hasOwn(actual, name) && matches(prop(expected, name), prop(actual, name)))
  );
}

function isPattern(value: unknown): value is { '~': string } {
  return typeof value === 'object' && value !== null && '~' in value;
}

/** Patterns that the list states in words. */
const worded: Readonly<Record<string, (actual: unknown) => boolean>> = {
  'any: the body is empty': () => true,
  'url-safe, 16+ chars': (actual) => actual === 'ok',
  '204 | 200 empty | 200 + close message': (actual) =>
    ['[204,""]', '[200,""]', '[200,"{\\"type\\":7,\\"allowReconnect\\":true}\\u001e"]'].includes(
      String(actual),
    ),
};

function fits(pattern: string, actual: unknown): boolean {
  const inWords = worded[pattern];
  if (inWords !== undefined) return inWords(actual);
  const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(pattern) ?? [];
  return new RegExp(source, flags).test(typeof actual === 'string' ? actual : String(actual));
}

function prop(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}
