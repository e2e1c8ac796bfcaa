import { InputError } from '../../lib/errors.ts';

/** Which versions of consumers are wanted, in the broker's own words. */
export type Selector = Readonly<Record<string, unknown>>;

const byName: Readonly<Record<string, Selector>> = {
  main: { mainBranch: true },
  deployed: { deployedOrReleased: true },
  matching: { matchingBranch: true },
  latest: { latest: true },
};

const byKey: Readonly<Record<string, (value: string) => Selector>> = {
  branch: (branch) => ({ branch }),
  tag: (tag) => ({ tag, latest: true }),
  environment: (environment) => ({ environment }),
  consumer: (consumer) => ({ consumer, latest: true }),
};

/** Reads `--selectors`: names such as `main,deployed,branch:next`, or the broker's own JSON. */
export function readSelectors(text: string): readonly Selector[] {
  if (text.trim().startsWith('[')) return readJson(text);
  return text.split(',').map((part) => {
    const [key = '', ...rest] = part.trim().split(':');
    const selector = rest.length === 0 ? byName[key] : byKey[key]?.(rest.join(':'));
    if (selector !== undefined) return selector;
    throw new InputError([
      {
        path: '--selectors',
        message: `"${part.trim()}" is no selector. Write some of ${Object.keys(byName).join(', ')}, ${Object.keys(
          byKey,
        )
          .map((name) => `${name}:NAME`)
          .join(', ')} with commas, or a JSON array.`,
      },
    ]);
  });
}

function readJson(text: string): readonly Selector[] {
  try {
    return JSON.parse(text) as readonly Selector[];
  } catch (error) {
    throw new InputError([
      { path: '--selectors', message: `This is not a JSON array: ${(error as Error).message}.` },
    ]);
  }
}
