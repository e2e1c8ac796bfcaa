import { interactionOf } from '../pact/parts.ts';
import type { Interaction } from '../pact/pact.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The metadata of a message under the names that the contract has for it: pact-js, pact-go and pact-python write `Content-Type`
 * or `content-type` where others write `contentType`. A content type is in the contract's own words where it says the same.
 */
export function metadataFor(interaction: Interaction, told: Json): Json {
  const byName = new Map(Object.entries(told).map(([name, value]) => [plainName(name), value]));
  const asked = Object.entries(expectedMetadata(interaction)).flatMap(
    ([name, expected]): [string, unknown][] => {
      const value = byName.get(plainName(name));
      return value === undefined ? [] : [[name, saysTheSame(expected, value) ? expected : value]];
    },
  );
  return { ...told, ...Object.fromEntries(asked) };
}

/** The content type in the contract's own words where it says the same. */
export function contentTypeFor(interaction: Interaction, contentType: string): string {
  const contents = interactionOf(interaction)['contents'];
  const inMetadata = Object.entries(expectedMetadata(interaction)).find(
    ([name]) => plainName(name) === 'contenttype',
  )?.[1];
  // Before version 4 it stands in the metadata alone.
  const own = (isObject(contents) ? contents['contentType'] : undefined) ?? inMetadata;
  return saysTheSame(own, contentType) ? own : contentType;
}

function expectedMetadata(interaction: Interaction): Json {
  const own = interactionOf(interaction);
  const holder =
    interaction.kind === 'sync-message' ? (own['response'] as readonly Json[] | undefined)?.[0] : own;
  const metadata = holder?.['metadata'] ?? holder?.['metaData'];
  return isObject(metadata) ? metadata : {};
}

/** Whether these are content types alike: JSON is UTF-8, said or not. */
function saysTheSame(expected: unknown, actual: unknown): expected is string {
  if (typeof expected !== 'string' || typeof actual !== 'string') return false;
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/\s/g, '')
      .replace(/;charset="?utf-8"?$/, '');
  return expected.includes('/') && plain(expected) === plain(actual);
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
