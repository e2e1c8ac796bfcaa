import { readFileSync } from 'node:fs';
import { version } from '../version.ts';

/** Of phoney and of what it is built and tested with. */
export function knownVersions(): Record<string, string> {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  return { ...devDependencies, ...dependencies, phoney: version };
}
