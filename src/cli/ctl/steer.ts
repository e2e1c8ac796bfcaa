import { Command } from 'commander';
import type { z } from 'zod';
import type { runSchema } from '../../control/schema/run.ts';
import { tellResult } from '../../record/report/report-text.ts';
import { count } from '../../record/report/wording.ts';
import { parsePositive } from '../flags/flags.ts';
import type { Output } from '../output.ts';
import { act } from './act.ts';
import { addCtlFlags, type CtlFlags } from './flags.ts';

type RunAnswer = z.output<typeof runSchema>;

const runForm = async () => (await import('../../control/schema/run.ts')).runSchema;

/** `phoney ctl status`. */
export function statusCommand(): Command {
  const command = new Command('status').description('How the run stands.');
  return addCtlFlags(command, '  phoney ctl status\n  phoney ctl status --json | jq .summary.books').action(
    (flags: CtlFlags) =>
      act(flags, async (client, output) => show(await client.get('/v1/run', runForm), flags, output)),
  );
}

/** `phoney ctl pause`, `resume`, `speed`, `advance`, `stop`. */
export function steeringCommands(): Command[] {
  const speed = new Command('speed')
    .description('Simulated time passes so many times as fast as real time.')
    .argument('<factor>', 'such as 60', parsePositive);
  const advance = new Command('advance')
    .description('Play some simulated time as fast as it goes.')
    .argument('<time>', 'such as 10m');
  return [
    plain('pause', 'Simulated time stands still; commands still take effect.'),
    plain('resume', 'Simulated time goes on.'),
    addCtlFlags(speed, '  phoney ctl speed 60').action((factor: number, flags: CtlFlags) =>
      steer('speed', flags, { speed: factor }),
    ),
    addCtlFlags(advance, '  phoney ctl advance 10m').action((by: string, flags: CtlFlags) =>
      steer('advance', flags, { by }),
    ),
    plain('stop', 'Nothing more is rendered; what is on its way still ends.'),
  ];
}

function plain(name: string, description: string): Command {
  return addCtlFlags(new Command(name).description(description), `  phoney ctl ${name}`).action(
    (flags: CtlFlags) => steer(name, flags),
  );
}

function steer(verb: string, flags: CtlFlags, body?: unknown): Promise<void> {
  return act(flags, async (client, output) =>
    show(await client.post(`/v1/run/${verb}`, runForm, body), flags, output),
  );
}

function show(run: RunAnswer, { json }: CtlFlags, output: Output): void {
  if (json === true) return output.result(JSON.stringify(run));
  const { state, clock, summary, scenario, seed, result } = run;
  const { books } = summary;
  output.result(`${state}  ${formatLocal(clock)} (${clock.timeZone})  ${scenario}, seed ${seed}`);
  const copied = books.copied === 0 ? '' : `, copied ${count(books.copied)}`;
  output.result(
    `rendered ${count(books.rendered)}${copied}, delivered ${count(books.delivered)}, dropped ${count(books.dropped)}, on their way ${count(summary.open)}`,
  );
  for (const { at, command, reason } of summary.refused)
    output.result(`refused at ${at}: ${command}: ${reason}`);
  if (result === null) return;
  output.result(result.verdict);
  for (const expectation of result.expectations) {
    const { id, ok, offences: [first] = [] } = expectation;
    const example = first === undefined ? '' : `; first: ${first.type} ${first.seq}, ${first.saw}`;
    if (!ok) output.result(`not met: ${id}: ${tellResult(expectation)}${example}`);
  }
  if (result.abortedBy !== undefined) output.result(`ended at once by: ${result.abortedBy}`);
}

/** Simulated time by the clock of the centre. */
function formatLocal({ now, utcOffsetMinutes }: RunAnswer['clock']): string {
  const local = new Date(Date.parse(now) + utcOffsetMinutes * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
