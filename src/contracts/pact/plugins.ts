import type { Problem } from '../../lib/errors.ts';
import type { Pact } from './pact.ts';
import { interactionOf } from './parts.ts';

interface Plugin {
  readonly name?: unknown;
  readonly version?: unknown;
}

/**
 * Why a pact that needs plugins is not verified; nothing for any other. For a plugin the engine would load code from the
 * network and run what lies in the home directory, and whoever can publish a pact could choose which.
 */
export function explainPlugins({ source, interactions }: Pact): Problem[] {
  const names = new Set(interactions.flatMap(({ document }) => pluginsOf(document).map(nameOf)));
  const configured = interactions.filter((one) => 'pluginConfiguration' in interactionOf(one));
  if (names.size === 0 && configured.length === 0) return [];
  const what = names.size > 0 ? `the plugin ${[...names].join(', ')}` : 'a plugin';
  return [
    {
      file: source,
      message: `This pact needs ${what} of Pact's, and phoney runs no plugins. Leave it out of what is verified.`,
    },
  ];
}

function pluginsOf(document: Readonly<Record<string, unknown>>): readonly Plugin[] {
  const metadata = document['metadata'] as { readonly plugins?: unknown } | null | undefined;
  return Array.isArray(metadata?.plugins) ? (metadata.plugins as Plugin[]) : [];
}

function nameOf({ name, version }: Plugin): string {
  return [name, version].filter((part) => typeof part === 'string').join(' ') || '(without a name)';
}
