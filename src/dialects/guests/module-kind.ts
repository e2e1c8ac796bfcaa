import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** An ES module that Node takes for a CommonJS one, because of what a package.json says. */
export class TakenForCommonJs extends Error {
  override readonly name = 'TakenForCommonJs';
  readonly manifest: string;

  constructor(file: string, manifest: string) {
    super(`${file} is an ES module, and ${manifest} says that it is a CommonJS one.`);
    this.manifest = manifest;
  }
}

const comment = /\/\*[\s\S]*?\*\//g;
const esSyntax =
  /^(?:import(?:\s+[\w$]|\s*[{*'"])|export(?:\s+(?:default|const|let|var|async|function|class|type|interface|enum)\b|\s*[{*]))/m;

/**
 * Throws a {@link TakenForCommonJs} where Node would fail to read `file`, and say so on standard error in words of its own. Where no
 * package.json says what a file is, Node looks for itself.
 */
export function refuseWrongKind(file: string): void {
  if (!['.js', '.ts'].includes(path.extname(file)) || !existsSync(file)) return;
  const manifest = nodeModule.findPackageJSON(pathToFileURL(file));
  if (manifest === undefined || typeIn(manifest) !== 'commonjs') return;
  if (esSyntax.test(readFileSync(file, 'utf8').replace(comment, '')))
    throw new TakenForCommonJs(file, manifest);
}

function typeIn(manifest: string): unknown {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: unknown }).type;
  } catch {
    // Node says what is wrong with it.
    return undefined;
  }
}
