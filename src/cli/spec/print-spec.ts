import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vendorNames } from '../../dialects/index.ts';
import { InputError, StartError, suggestNames } from '../../lib/errors.ts';
import { bundle } from '../../spec/bundle.ts';
import { documentKinds, type DocumentKind } from '../../spec/documents.ts';
import { findDocuments, type FoundDocument } from '../../spec/find-documents.ts';
import { jsonText, yamlText } from '../../spec/texts.ts';
import { processOutput } from '../output.ts';
import { makeFoldersTo } from '../report/make-folders.ts';

/** The flags of `phoney spec`, as commander reads them. */
export interface SpecFlags {
  readonly vendor?: string;
  readonly event?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/** Prints the documents that the flags ask for, or writes them. Throws an `InputError`, or a `StartError` for a file that cannot be written. */
export async function printSpec(given: string, flags: SpecFlags): Promise<void> {
  const kind = readKind(given);
  const { vendor, event, output: target } = flags;
  if (event !== undefined && kind !== 'jsonschema') {
    const message = `There is one ${kind} document for all events of a vendor. Leave --event out, or print jsonschema.`;
    throw new InputError([{ file: '--event', message }]);
  }
  const documents = await findDocuments({
    kind,
    vendors: vendor === undefined ? vendorNames : [vendor],
    event,
  });
  const output = processOutput({ quiet: false });
  if (target === undefined) {
    output.result(textOf(documents, flags, vendor).trimEnd());
    return;
  }
  const files = isFolder(target)
    ? documents.map((one) => inFolder(target, one, flags))
    : [{ name: target, text: textOf(documents, { ...flags, pretty: true }, vendor) }];
  for (const { name, text } of files) write(name, text);
  output.note(`wrote ${files.length === 1 ? files[0]?.name : `${files.length} files to ${target}`}`);
}

function readKind(given: string): DocumentKind {
  const kind = documentKinds.find((known) => known === given);
  if (kind !== undefined) return kind;
  const [near] = suggestNames(given, documentKinds);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InputError(
    `"${given}" is not a kind of document.${hint} Name one of ${documentKinds.join(', ')}.`,
  );
}

interface Form {
  readonly json?: boolean;
  readonly output?: string;
  /** JSON over several lines even where it was asked for. */
  readonly pretty?: boolean;
}

/** All of them as one text. */
function textOf(documents: readonly FoundDocument[], form: Form, vendor: string | undefined): string {
  const [first] = documents;
  if (first?.kind !== 'jsonschema') {
    const isJson = form.json === true || form.output?.endsWith('.json') === true;
    if (!isJson) return documents.map(({ content }) => yamlText(content)).join('---\n');
    const print = form.pretty === true ? jsonText : jsonLine;
    return documents.map(({ content }) => print(content)).join('');
  }
  const schemas = documents.map(({ shape, ...one }) => ({
    ...one,
    name: vendor === undefined ? `${one.vendor}.${shape}` : (shape ?? ''),
  }));
  const one =
    documents.length === 1 ? first.content : bundle(schemas, vendor === undefined ? 'events' : first.vendor);
  return form.json === true && form.pretty !== true ? jsonLine(one) : jsonText(one);
}

function jsonLine(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

function isFolder(target: string): boolean {
  return /[/\\]$/.test(target) || statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
}

function inFolder(folder: string, { vendor, file, kind, content }: FoundDocument, { json }: Form) {
  const isYaml = kind !== 'jsonschema' && json !== true;
  return {
    name: path.join(folder, vendor, isYaml ? file.replace(/\.json$/, '.yaml') : file),
    text: isYaml ? yamlText(content) : jsonText(content),
  };
}

function write(name: string, text: string): void {
  try {
    makeFoldersTo(path.dirname(path.resolve(name)));
    writeFileSync(name, text);
  } catch (error) {
    throw new StartError(
      `Cannot write ${name}: ${(error as Error).message}. Name a file or a folder that you may write to.`,
    );
  }
}
