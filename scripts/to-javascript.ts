import { stripTypeScriptTypes } from 'node:module';

const typeImports = /^import type .*;\n/gm;
const interfaces = /(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?(?:export )?interface \w+[^{]*\{[\s\S]*?\n\}\n\n?/g;
const aliases = /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?(?:export )?type \w+ = [^;]*;\n\n?/gm;

/** A template without its types, and without what described them alone; not formatted. */
export function toJavaScript(typescript: string): string {
  const untyped = stripTypeScriptTypes(
    [typeImports, interfaces, aliases].reduce((text, one) => text.replaceAll(one, ''), typescript),
  );
  return untyped.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'");
}
