import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const outDir = path.join(root, 'node_modules/.phoney-bundled');

/** What a source reads or forks by its own place is found from the bundle, too. */
const placesOfSources: Plugin = {
  name: 'places-of-sources',
  transform: (code, id) => {
    if (!id.endsWith('.ts') || !code.includes('import.meta.')) return null;
    const places = { dirname: path.dirname(id), filename: id, url: pathToFileURL(id).href };
    return code.replaceAll(/import\.meta\.(dirname|filename|url)\b/g, (_, name: keyof typeof places) =>
      JSON.stringify(places[name]),
    );
  },
};

/** Packages that are looked up while phoney runs, as not everybody has them, or that read what lies beside them. */
const findByThemselves = ['@pact-foundation/pact', '@pact-foundation/pact-core', 'bullmq', 'ioredis'];

/**
 * Puts the command line and its packages into a few files, once before all tests, many of which start it: loading some eight hundred takes
 * a third of a start's processor time. Tests start what `TESTED_PHONEY` names; test/acceptance/package.test.ts runs what users have in hand.
 */
export async function setup(): Promise<void> {
  if (process.env['TESTED_PHONEY'] !== undefined) return;
  process.env['TESTED_PHONEY'] = path.join(outDir, 'main.js');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [placesOfSources],
    ssr: { noExternal: true, external: findByThemselves },
    build: { ssr: 'src/cli/main.ts', outDir, emptyOutDir: true, target: 'node22' },
  });
  // Else Node reads each file twice to find out what it is.
  await writeFile(path.join(outDir, 'package.json'), '{"type":"module"}');
}
