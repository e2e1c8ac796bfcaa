import { InputError, suggestNames } from '../../lib/errors.ts';

/** Which versions of consumers are wanted, in the broker's own words. */
export type Selector = Readonly<Record<string, unknown>>;

const byName: ReadonlyMap<string, Selector> = new Map<string, Selector>([
  ['main', { mainBranch: true }],
  ['deployed', { deployedOrReleased: true }],
  ['matching', { matchingBranch: true }],
  ['latest', { latest: true }],
]);

const byKey: ReadonlyMap<string, (value: string) => Selector> = new Map<string, (value: string) => Selector>([
  ['branch', (branch) => ({ branch })],
  ['tag', (tag) => ({ tag, latest: true })],
  ['environment', (environment) => ({ environment })],
  ['consumer', (consumer) => ({ consumer, latest: true })],
]);

/** Reads `--selectors`: names such as `main,deployed,branch:next`, or the broker's own JSON. */
export function readSelectors(text: string): readonly Selector[] {
  if (text.trim().startsWith('[')) return readJson(text);
  return text.split(',').map((part) => {
    const [key = '', ...rest] = part.trim().split(':');
    const selector = rest.length === 0 ? byName.get(key) : byKey.get(key)?.(rest.join(':'));
    if (selector !== undefined) return selector;
    throw new InputError([
      {
        path: '--selectors',
        message: `"${part.trim()}" is no selector. Write some of ${[...byName.keys()].join(', ')}, ${[
          ...byKey.keys(),
        ]
          .map((name) => `${name}:NAME`)
          .join(', ')} with commas, or a JSON array.`,
      },
    ]);
  });
}

/** What a broker knows a selector by. Of others it takes no notice, and answers with more than was asked for. */
const known = [
  'mainBranch',
  'branch',
  'fallbackBranch',
  'matchingBranch',
  'tag',
  'fallbackTag',
  'latest',
  'deployed',
  'released',
  'deployedOrReleased',
  'environment',
  'consumer',
];

function checkSelectors(value: unknown): readonly Selector[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const problems = list.flatMap((one, i) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      return [
        { path: `--selectors[${i}]`, message: 'A selector is an object, such as {"mainBranch":true}.' },
      ];
    return Object.keys(one)
      .filter((key) => !known.includes(key))
      .map((key) => {
        const near = suggestNames(key, known);
        const hint =
          near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${known.join(', ')}.`;
        return { path: `--selectors[${i}]`, message: `"${key}" is no key of a selector. ${hint}` };
      });
  });
  if (problems.length > 0) throw new InputError(problems);
  return list as readonly Selector[];
}

function readJson(text: string): readonly Selector[] {
  try {
    return checkSelectors(JSON.parse(text));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError([
      { path: '--selectors', message: `This is not a JSON array: ${(error as Error).message}.` },
    ]);
  }
}
