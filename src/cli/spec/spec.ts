import { Command } from 'commander';
import { exitCodeHelp } from '../exit.ts';
import type { SpecFlags } from './print-spec.ts';

const help = `
jsonschema: JSON Schema 2020-12 of each event, body and argument, with examples, and with what is always, sometimes or
never there over the scenarios that phoney brings along (x-presence). asyncapi: AsyncAPI 3.0 of what is sent.
openapi: OpenAPI 3.1 of what a receiver has to serve, and of what the vendor serves over REST.

On stdout several JSON Schemas are one, by which any event of theirs is valid; several documents in YAML have --- between them.
In a folder each has a file of its own.

Examples:
  phoney spec jsonschema --vendor asapp --event SURVEY_SUBMITTED
  phoney spec jsonschema --vendor ringcentral -o ringcentral.schema.json    one schema for any of its events
  phoney spec asyncapi --vendor enreach > enreach.asyncapi.yaml
  phoney spec openapi --vendor asapp --json -o asapp.openapi.json           for Microcks, Prism, Postman
  phoney spec jsonschema -o schemas/                                        all of all vendors, each in a file
${exitCodeHelp}`;

/** `phoney spec KIND`: what the vendors' wires look like, for machines. */
export function specCommand(): Command {
  return new Command('spec')
    .description('Print JSON Schemas, AsyncAPI or OpenAPI documents of the vendors’ messages.')
    .argument('<kind>', 'what to print: jsonschema, asyncapi or openapi')
    .option(
      '--vendor <name>',
      'of this vendor only, or of a dialect of your own (./acme.ts); default: of all',
    )
    .option('--event <type>', 'jsonschema: of this type of event only, or of this body')
    .option('-o, --output <path>', 'write to this file, or into this folder (with a / at its end)')
    .option('--json', 'JSON instead of YAML; on stdout one line for each document')
    .addHelpText('after', help)
    .action(async (kind: string, flags: SpecFlags) => {
      const { printSpec } = await import('./print-spec.ts');
      await printSpec(kind, flags);
    });
}
