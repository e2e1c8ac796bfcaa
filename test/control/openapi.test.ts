import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { controlDocumentText } from '../../src/control/docs/document-text.ts';
import { operations } from '../../src/control/operations.ts';
import { openApi } from './setting.ts';

const file = path.resolve(import.meta.dirname, '../../schema/control.openapi.json');

test('schema/control.openapi.json is up to date: node scripts/write-control-schema.ts', () => {
  expect(readFileSync(file, 'utf8')).toBe(controlDocumentText());
});

test('the document is valid OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(controlDocumentText());
  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, '3.1']);
  const { components } = JSON.parse(controlDocumentText()) as { components: { schemas: object } };
  for (const [, name = ''] of controlDocumentText().matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(Object.keys(components.schemas)).toContain(name);
  }
});

test('it has every operation, with the problems that it may be refused for', () => {
  const { paths } = JSON.parse(controlDocumentText()) as {
    paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  };
  const described = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(
    operations.map(({ id }) => id).sort(),
  );
  expect(Object.keys(paths['/v1/commands']?.['post']?.responses ?? {})).toEqual([
    '200',
    '400',
    '401',
    '403',
    '409',
    '413',
    '415',
    '422',
  ]);
});

test('the page for people and everything on it come from the server itself', async () => {
  const { call } = await openApi();
  const { text, headers } = await call('GET', '/docs');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(text).not.toMatch(/https?:|<script>|onload/);
  for (const [, address = ''] of text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    const { status, text: content } = await call('GET', address);
    expect([address, status, content.length > 100]).toEqual([address, 200, true]);
  }
  expect((await call('GET', '/openapi.json')).body['openapi']).toBe('3.1.0');
});
