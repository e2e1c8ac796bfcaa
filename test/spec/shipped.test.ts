import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureShipped } from '../../scripts/specs/measure-shipped.ts';
import { specFiles } from '../../scripts/specs/spec-files.ts';
import type { Unnumbered } from '../../src/channels/message.ts';
import { shippedScenarios } from '../../src/cli/run/scenario-source.ts';
import { folder, readDocument, shapeNames, validate, vendors } from './schemas.ts';

/** The JSON Schemas that a message is to hold, and what of it. */
function heldBy({ vendor, eventType, body, ...message }: Unnumbered): [shape: string, value: unknown][] {
  if (vendor === 'enreach') {
    const args = JSON.parse(body) as [{ data: unknown }];
    return [
      ['MessageReceived.arguments', args],
      [eventType, args[0].data],
    ];
  }
  return [[eventType.replaceAll(' ', '_'), body === '' ? readQuery(message) : JSON.parse(body)]];
}

/** The facts of the URL-encoded form: a null is an absent key, and the only one that may be null is this. */
function readQuery(message: object): unknown {
  const { url } = message as { url: string };
  return { external_agent_id: null, ...Object.fromEntries(new URL(url).searchParams) };
}

const seen = new Set<string>();
const perScenario = new Map<string, number>();
const invalid: string[] = [];
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const measured = await measureShipped((message, scenario) => {
    perScenario.set(scenario, (perScenario.get(scenario) ?? 0) + 1);
    // Days that differ in their faults alone have the same messages.
    const key = `${message.vendor} ${message.eventId}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const [shape, value] of heldBy(message)) {
      const why = validate(message.vendor, shape, value);
      if (why !== undefined && invalid.length < 10) invalid.push(`${scenario}: ${shape} ${why}`);
    }
  });
  files = await specFiles(measured);
}, 180_000);

test('every payload of every shipped scenario is valid by its JSON Schema, by ajv as strict as it can be', () => {
  expect(invalid).toEqual([]);
  expect([...perScenario.keys()]).toEqual(shippedScenarios().map(({ name }) => name));
  expect(Math.min(...perScenario.values())).toBeGreaterThan(50);
});

test('what is committed is what node scripts/write-specs.ts writes', () => {
  const stale = [...files].filter(([file, text]) => {
    const name = path.join(folder, file);
    return !existsSync(name) || readFileSync(name, 'utf8') !== text;
  });
  expect(stale.map(([file]) => file)).toEqual([]);
  const schemas = vendors.flatMap((vendor) =>
    shapeNames(vendor).map((name) => `${vendor}/${name}.schema.json`),
  );
  expect(schemas.filter((file) => !files.has(file))).toEqual([]);
});

interface Described {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly [keyword: string]: unknown;
}

/** Every property in a schema, with where it stands. */
function* propertiesIn(schema: unknown, where: string): Generator<readonly [string, Described]> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, one] of Object.entries((schema as Described).properties ?? {}))
    yield [`${where}.${name}`, one];
  for (const [keyword, inner] of Object.entries(schema)) {
    if (!['examples', 'if', 'then', 'allOf', 'enum', 'const'].includes(keyword))
      yield* propertiesIn(inner, keyword === 'properties' ? where : `${where}/${keyword}`);
  }
}

describe.each(vendors)('%s', (vendor) => {
  test('each JSON Schema has examples, which are valid, and says what every property is', () => {
    for (const shape of shapeNames(vendor)) {
      const schema = readDocument(vendor, `${shape}.schema.json`) as Described & { examples: unknown[] };
      expect(schema['$id']).toBe(`urn:phoney:${vendor}:${shape}`);
      expect(schema.examples.map((one) => validate(vendor, shape, one))).toEqual(
        schema.examples.map(() => undefined),
      );
      expect(schema.examples, shape).not.toHaveLength(0);
      for (const [where, { description }] of propertiesIn(schema, shape))
        expect(description, where).toMatch(/\.$/);
    }
  });

  test('what is always, sometimes or never there is told, and does not contradict the schema', () => {
    const told = new Set<string>();
    for (const shape of shapeNames(vendor)) {
      const schema = readDocument(vendor, `${shape}.schema.json`) as Described & { required?: string[] };
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const presence = property['x-presence'] as { is: string; seen: number; of: number } | undefined;
        if (presence === undefined) continue;
        const { is, seen: times, of } = presence;
        told.add(shape);
        expect(is).toBe(times === of ? 'always' : times === 0 ? 'never' : 'sometimes');
        expect(property.description).toMatch(new RegExp(`${is} there: ${times} of ${of}\\.$`, 'i'));
        if (schema.required?.includes(name) === true) expect(is, `${shape}.${name}`).toBe('always');
      }
    }
    expect(told.size).toBeGreaterThan(10);
  });
});
