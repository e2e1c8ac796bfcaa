import { readContent } from '../content/content.ts';
import { fieldsOf, replaceAt, type Field } from '../content/fields.ts';
import { defineFault } from '../fault.ts';
import { oneOf } from '../one-of.ts';

/** The field in which a message says the version of the interface that it is of. */
export const versionField = 'api_version';

/** The vendor has a newer version of its interface. */
export const apiVersion = defineFault({
  name: 'api_version',
  about: 'The message is of another version of the vendor’s interface.',
  args: {
    step: oneOf(['minor', 'major']).describe(
      'minor: the next minor version, with fields that nobody knows yet. major: the next major version, in which the facts stand elsewhere.',
    ),
  },
  channels: () => ['http'],
  needs: () => 'version',
  begin:
    ({ step }) =>
    (draft) => {
      const content = readContent(draft);
      const version = content && fieldsOf(content.facts).find(({ path }) => path.at(-1) === versionField);
      if (content === undefined || typeof version?.value !== 'string') return undefined;
      const next = nextVersion(version.value, step);
      const said = replaceAt(content.facts, version.path, next);
      const facts = step === 'minor' ? withNewFields(said) : moved(said, version);
      return { do: 'change', draft: content.write(facts), what: `${step}: ${next}` };
    },
});

/** `v1.3.0` becomes `v1.4.0` or `v2.0.0`; a text without a number keeps its words and gets one. */
function nextVersion(version: string, step: 'minor' | 'major'): string {
  const [found, before = '', major = '', minor = '0', rest = ''] =
    /^(\D*)(\d+)(?:\.(\d+))?(.*)$/s.exec(version) ?? [];
  if (found === undefined) return `${version}.2`;
  const patch = rest.replaceAll(/\d+/g, '0');
  return step === 'minor'
    ? `${before}${major}.${Number(minor) + 1}${patch}`
    : `${before}${Number(major) + 1}.0${patch}`;
}

/** New fields beside the old ones, in each mapping. */
function withNewFields(facts: object): object {
  const inner = Object.entries(facts).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'object' && value !== null && !Array.isArray(value) ? withNewFields(value) : value,
  ]);
  const known = Object.fromEntries(inner) as Readonly<Record<string, unknown>>;
  return { ...known, new_in_next_minor: { since: 'next minor version' } };
}

/** All facts but the version one level deeper. */
function moved(facts: object, version: Field): object {
  const [key = ''] = version.path;
  const { [key]: kept, ...rest } = facts as Readonly<Record<string, unknown>>;
  return { [key]: kept, payload: rest };
}
