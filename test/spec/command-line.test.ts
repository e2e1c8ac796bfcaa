import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { makeFolder } from '../acceptance/world.ts';
import { runLine } from '../cli/fuzz/run-line.ts';
import { createAjv, readDocument, shapeNames, vendors } from './schemas.ts';

const spec = (...args: string[]) => runLine({ args: ['spec', ...args], env: {} });

function someFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}

test('the JSON Schema of an event is printed as it is committed, by the vendor’s name of it', async () => {
  const file = path.join(someFolder(), 'on-break.json');
  expect(await spec('jsonschema', '--event', 'ON BREAK', '--output', file)).toMatchObject({
    code: 0,
    stdout: '',
  });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(readDocument('ringcentral', 'ON_BREAK.schema.json'));
  const { code, stdout } = await spec('jsonschema', '--event', 'invalid-receiver', '--json');
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toEqual(readDocument('ringcentral', 'invalid-receiver.schema.json'));
});

test('the JSON Schemas of a vendor are one on stdout, by which any of its events is valid', async () => {
  const file = path.join(someFolder(), 'ringcentral.json');
  expect(await spec('jsonschema', '--vendor', 'ringcentral', '-o', file)).toMatchObject({ code: 0 });
  const validate = createAjv().compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  const [login] = readDocument('ringcentral', 'LOGIN.schema.json')['examples'] as [object];
  expect([validate(login), validate({ ...login, event_type: 'LOGON' }), validate({})]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a folder has each document in a file of its own', async () => {
  const folder = someFolder();
  expect(await spec('asyncapi', '-o', `${folder}/`)).toMatchObject({ code: 0 });
  expect(await spec('openapi', '--json', '-o', folder)).toMatchObject({ code: 0 });
  expect(await spec('jsonschema', '--vendor', 'enreach', '-o', folder)).toMatchObject({ code: 0 });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  for (const vendor of vendors)
    expect(files).toEqual(expect.arrayContaining([`${vendor}/asyncapi.yaml`, `${vendor}/openapi.json`]));
  for (const shape of shapeNames('enreach')) expect(files).toContain(`enreach/${shape}.schema.json`);
});

test('documents of several vendors have --- between them in YAML, and a line each in JSON', async () => {
  const folder = someFolder();
  const yaml = path.join(folder, 'all.yaml');
  await spec('openapi', '-o', yaml);
  const documents = parseAllDocuments(readFileSync(yaml, 'utf8'));
  expect(documents).toHaveLength(vendors.length);
  const { stdout } = await spec('openapi', '--vendor', 'enreach', '--json');
  expect(JSON.parse(stdout.slice(0, stdout.indexOf('\n')))).toEqual(readDocument('enreach', 'openapi.json'));
});

test('a dialect of one’s own has JSON Schemas by what it gives, or is told what to give', async () => {
  const folder = someFolder();
  const write = (name: string, events: string): string => {
    const file = path.join(folder, `${name}.ts`);
    const from = JSON.stringify(path.resolve('src/dialect.ts'));
    writeFileSync(
      file,
      `import { defineDialect, form, z } from ${from};
       export default defineDialect({ name: '${name}', settings: z.strictObject({ url: form.url }), ${events} render: () => [] });`,
    );
    return file;
  };
  const events = `events: { 'desk.opened': z.strictObject({ desk: z.string().describe('The desk.') }) },`;
  const output = path.join(folder, 'out/');
  expect(await spec('jsonschema', '--vendor', write('acme', events), '-o', output)).toMatchObject({
    code: 0,
  });
  const schema = JSON.parse(
    readFileSync(path.join(output, 'acme/desk.opened.schema.json'), 'utf8'),
  ) as object;
  const validate = createAjv().compile(schema);
  expect([validate({ desk: 'a' }), validate({ desk: 1 })]).toEqual([true, false]);
  const none = await spec('jsonschema', '--vendor', write('mute', ''));
  expect(none.stderr).toContain('Give its dialect a schema for each type of event');
  const openapi = await spec('openapi', '--vendor', write('acme', events));
  expect(openapi.stderr).toContain('Give its dialect a `spec` with `openapi`');
  expect([none.code, openapi.code]).toEqual([2, 2]);
});

test.each([
  [['jsonschem'], 'Did you mean jsonschema?'],
  [['asyncapi', '--vendor', 'assap'], 'Did you mean asapp?'],
  [['jsonschema', '--event', 'DISPOSITON'], 'Did you mean DISPOSITION?'],
  [['jsonschema', '--vendor', 'asapp', '--event', 'UserStatus'], 'phoney spec jsonschema -o schemas/'],
  [['openapi', '--event', 'LOGIN'], 'Leave --event out, or print jsonschema.'],
])('%j is told what to write instead', async (args, hint) => {
  const { code, stderr, stdout } = await spec(...args);
  expect(stderr).toContain(hint);
  expect([code, stdout]).toEqual([2, '']);
});

test('a file that cannot be written is told', async () => {
  const folder = someFolder();
  await spec('openapi', '--vendor', 'enreach', '-o', path.join(folder, 'file'));
  const { code, stderr } = await spec('openapi', '-o', path.join(folder, 'file', 'inside.yaml'));
  expect(stderr).toContain('Name a file or a folder that you may write to.');
  expect(code).toBe(3);
});
