import SwaggerParser from '@apidevtools/swagger-parser';
import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from '../../src/spec/texts.ts';
import { readDocument, shapeNames, vendors } from './schemas.ts';

interface Content {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Content[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Content>>; 'x-microcks-refs'?: string[] }>
  >;
}

describe.each(vendors)('%s', (vendor) => {
  test('the AsyncAPI document is valid by the official parser, without errors or warnings', async () => {
    const text = yamlText(readDocument(vendor, 'asyncapi.json'));
    const { document, diagnostics } = await new Parser().parse(text);
    // All that it has to say, as information: there is a newer version of AsyncAPI.
    expect(diagnostics.map(({ code }) => code)).toEqual(['asyncapi-latest-version']);
    expect(document?.version()).toBe('3.0.0');
    const ids =
      document
        ?.allMessages()
        .all()
        .map((message) => message.id()) ?? [];
    const events = shapeNames(vendor).filter((name) => 'x-presence' in firstProperty(vendor, name));
    expect(events.filter((name) => !ids.includes(name)).filter((name) => !isFeed(name))).toEqual([]);
  });

  test('the OpenAPI document is valid by the parsers of importers', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(readDocument(vendor, 'openapi.json'));
    expect([valid, errors, validator.version]).toEqual([true, undefined, '3.1']);
    const document = readDocument(vendor, 'openapi.json') as unknown as Parameters<
      typeof SwaggerParser.validate
    >[0];
    await expect(SwaggerParser.validate(document)).resolves.toBeDefined();
  });

  test('each example of a request has one of an answer with its name, as Microcks pairs them', () => {
    const { paths } = readDocument(vendor, 'openapi.json') as {
      paths: Record<string, Record<string, Operation>>;
    };
    const operations = Object.values(paths)
      .flatMap((item) => Object.values(item))
      .filter(({ operationId }) => operationId !== undefined);
    expect(operations.length).toBeGreaterThan(1);
    for (const { operationId, parameters = [], requestBody, responses } of operations) {
      const namesIn = (contents: readonly (Content | undefined)[]): string[] => [
        ...new Set(contents.flatMap((one) => Object.keys(one?.examples ?? {}))),
      ];
      const asked = namesIn([...parameters, ...Object.values(requestBody?.content ?? {})]);
      const answered = Object.values(responses).flatMap(({ content = {}, 'x-microcks-refs': refs = [] }) => [
        ...namesIn(Object.values(content)),
        ...refs,
      ]);
      expect(
        asked.filter((name) => !answered.includes(name)),
        operationId,
      ).toEqual([]);
      expect(answered.length, operationId).toBeGreaterThan(0);
    }
  });

  test.each(['asyncapi.json', 'openapi.json'])('%s is the same in YAML, whoever reads it', (file) => {
    const document = readDocument(vendor, file);
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(yamlText(document), { version, maxAliasCount: 0 })).toEqual(document);
  });
});

function firstProperty(vendor: string, shape: string): object {
  const { properties = {} } = readDocument(vendor, `${shape}.schema.json`) as {
    properties?: Record<string, object>;
  };
  return Object.values(properties)[0] ?? {};
}

/** A feed is the choice of its events, each of which is a message; MessagePack's names are no messages of the JSON protocol. */
function isFeed(shape: string): boolean {
  return shape.endsWith('.dotnet') || /^(activity|journey|queue|agent-state)$/.test(shape);
}
