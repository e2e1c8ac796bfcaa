import { Command } from 'commander';
import type { z } from 'zod';
import type { deliveriesSchema } from '../../control/schema/deliveries.ts';
import { exitCodes } from '../../lib/errors.ts';
import { parseCount } from '../flags/flags.ts';
import type { Output } from '../output.ts';
import { act } from './act.ts';
import { addCtlFlags, type CtlFlags } from './flags.ts';

type Head = z.output<typeof deliveriesSchema>['deliveries'][number];

const pageForm = async () => (await import('../../control/schema/deliveries.ts')).deliveriesSchema;
const deliveryForm = async () => (await import('../../control/schema/deliveries.ts')).deliverySchema;

interface DeliveriesFlags extends CtlFlags {
  readonly vendor?: string;
  readonly feed?: string;
  readonly eventType?: string;
  readonly outcome?: string;
  readonly contact?: string;
  readonly since?: string;
  readonly limit: number;
}

/** `phoney ctl deliveries`. */
export function deliveriesCommand(): Command {
  const command = new Command('deliveries')
    .description('The messages of the run, with what became of them.')
    .option('--vendor <name>', 'of this vendor')
    .option('--feed <name>', 'of this feed, without the vendor’s name')
    .option('--event-type <type>', 'of this type')
    .option('--outcome <outcome>', 'delivered, dropped, filtered, withheld, cut_off or open')
    .option('--contact <id>', 'about this contact')
    .option('--since <time>', 'of this simulated instant or later, such as 2026-03-02T08:05:00Z')
    .option('--limit <n>', 'at most so many', parseCount, 100);
  const examples =
    '  phoney ctl deliveries --outcome dropped\n  phoney ctl deliveries --vendor asapp --event-type ASSIGNED --json';
  return addCtlFlags(command, examples).action((flags: DeliveriesFlags) =>
    act(flags, async (client, output) => {
      const { vendor, feed, eventType, outcome, contact, since, limit } = flags;
      const query = { vendor, feed, eventType, outcome, contact, since, limit: String(limit) };
      const { deliveries, next, missing } = await client.get('/v1/deliveries', pageForm, query);
      for (const delivery of deliveries) show(delivery, flags, output);
      if (next !== null) output.note(`There are more: --limit shows up to 1000, --since later ones.`);
      if (missing > 0) output.note(`${missing} older messages are not kept any more.`);
    }),
  );
}

/** `phoney ctl redeliver`. */
export function redeliverCommand(): Command {
  const command = new Command('redeliver')
    .description('Send a message again: the same bytes with the same event id.')
    .argument('<id>', 'the first column of phoney ctl deliveries', parseCount);
  return addCtlFlags(command, '  phoney ctl redeliver 17').action((id: number, flags: CtlFlags) =>
    act(flags, async (client, output) => {
      const path = `/v1/deliveries/${id}/redeliver?wait=true`;
      const delivery = await client.post(path, deliveryForm);
      show(delivery, flags, output);
      return delivery.outcome === 'delivered' ? exitCodes.passed : exitCodes.notMet;
    }),
  );
}

function show(delivery: Head, { json }: CtlFlags, output: Output): void {
  if (json === true) return output.result(JSON.stringify(delivery));
  const { id, at, vendor, feed, eventType, outcome, status, reason, tries } = delivery;
  const facts = [outcome, status, reason, tries > 1 ? `${tries} tries` : null].filter(
    (fact) => fact !== null,
  );
  output.result([id, at, `${vendor}.${feed}`, eventType, ...facts].join('  '));
}
