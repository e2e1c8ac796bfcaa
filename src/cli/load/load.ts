import { Command } from 'commander';
import { exitCodeHelp } from '../exit.ts';
import { openControlFor } from '../flags/control-flags.ts';
import { addLoadFlags, type LoadFlags } from './flags.ts';
import { processOutput } from '../output.ts';
import { reportHelp } from '../report/report-flags.ts';

/** `phoney load`: sends messages at a rate. */
export function loadCommand(): Command {
  const command = new Command('load')
    .description('Send valid events at a rate, whatever becomes of them, then judge it as a run.')
    .argument('[file]', 'a scenario, one of phoney scenarios by its name, or - for standard input');
  return addLoadFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney load --vendor asapp --rate 1000 --duration 60s --url https://receiver.example/events
  phoney load day.yaml --rate 1000 --stages ramp --duration 5m
  phoney load day.yaml --stages 0..1000/30s,1000/5m,1000..0/10s
  phoney load --vendor ringcentral --rate 200 --seed random --json
  phoney load peak

Messages are due at even distances, whether or not those before them were answered. --duration and the stages are real time;
simulated days follow one another as long as it takes.

Certificates are found as phoney run finds them: in certs/, for receivers on this machine.
${reportHelp}
${exitCodeHelp}`,
    )
    .action(async (file: string | undefined, flags: LoadFlags) => {
      process.exitCode = await playLoad(file, flags);
    });
}

async function playLoad(file: string | undefined, flags: LoadFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [{ planFromFlags }, { describeLoad }, { useFoundCertificates }, { playAndReport }, { machineClock }] =
    await Promise.all([
      import('./plan.ts'),
      import('./describe.ts'),
      import('../run/find-certificates.ts'),
      import('../run/play-and-report.ts'),
      import('../../lib/clock.ts'),
    ]);
  const { scenario: planned, plan, title } = planFromFlags(file, flags);
  const scenario = useFoundCertificates(planned, (line) => output.note(line));
  output.note(`${output.paint.bold('phoney load')} ${title}, seed ${scenario.seed}`);
  output.note(describeLoad(plan));
  const control = await openControlFor(flags, output);
  try {
    return await playAndReport(scenario, { ...flags, stopAfterMs: plan.forMs }, output, machineClock, {
      listen: { port: flags.port },
      paused: flags.paused === true,
      ...(control !== undefined && { control, keep: flags.keep }),
    });
  } finally {
    await control?.close();
  }
}
