import { Command } from 'commander';
import type { Clock } from '../../lib/clock.ts';
import type { Scenario } from '../../scenario/index.ts';
import { exitCodeHelp } from '../exit.ts';
import { openControlFor } from '../flags/control-flags.ts';
import { checkLoadFlags } from './check-flags.ts';
import { addLoadFlags, type LoadFlags } from './flags.ts';
import { processOutput, type Output } from '../output.ts';
import type { ToldLoadFlags } from './read-load.ts';
import { redisHelp } from '../shares/redis-flags.ts';
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
  phoney load --vendor asapp --url https://receiver.example/events --find-capacity --slo 'p99<200ms'
  phoney load --vendor asapp --rate 60000 --workers 4
  phoney load --hub --clients 1000 --rate 5000 --duration 60s --reconnect-every 10s
  phoney load --vendor asapp --rate 200000 --on redis://redis.example:6379 --shares 8 --url https://receiver.example/events

Messages are due at even distances, whether or not those before them were answered. --duration and the stages are real time;
simulated days follow one another as long as it takes.

With --workers each thread plays the whole centre and sends its share: together the same bytes as one process, at the same
rate, with limits.connections_per_feed and backlog_per_feed divided among them, and one report. A thread that dies is a lost
share: the run fails, and the report says what is missing. With --centres each centre has a seed and ids of its own. With --on
the shares are played by phoney worker, on other machines (docs/scale-out.md); --attach goes on where a coordinator died.
${redisHelp}

With --hub the clients are phoney's, too: each signs in, subscribes to what concerns its user and listens. How long connecting
and each message took, what was missed and what came twice is told with the report and decides with it; with --json under hub in
the summary, which is the last line. See docs/load-hub.md.

Certificates are found as phoney run finds them: in certs/, for receivers on this machine.
${reportHelp}
${exitCodeHelp}`,
    )
    .action(async (file: string | undefined, flags: LoadFlags) => {
      process.exitCode = await playLoad(file, flags, command);
    });
}

async function playLoad(file: string | undefined, flags: LoadFlags, command: Command): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const { machineClock } = await import('../../lib/clock.ts');
  if (flags.attach !== undefined) {
    checkLoadFlags(file, command);
    const { attach } = await import('../shares/attach.ts');
    return attach(flags, output, machineClock);
  }
  if (flags.findCapacity === true) {
    checkLoadFlags(file, command);
    const { playFindCapacity } = await import('./capacity/find-capacity.ts');
    return playFindCapacity(file, flags, output);
  }
  const [{ readLoad }, { describeLoad }, { describeShares }] = await Promise.all([
    import('./read-load.ts'),
    import('./describe.ts'),
    import('../shares/plan.ts'),
  ]);
  const { scenario, plan, crowd, plans, told } = readLoad(file, flags, command, (line) => output.note(line));
  output.note(`${output.paint.bold('phoney load')} ${scenario.file}, seed ${scenario.seed}`);
  const divided = plans === undefined ? '' : `, ${describeShares(plans, flags)}`;
  output.note(`${describeLoad(plan)}${divided}`);
  const parts = { flags: told, output, clock: machineClock, forMs: plan.forMs };
  if (plans !== undefined) {
    const { playInShares } = await import('../shares/play-in-shares.ts');
    return playInShares(scenario, { ...parts, plans });
  }
  if (crowd !== undefined) {
    const { playToCrowd } = await import('./hub/play-to-crowd.ts');
    return playToCrowd(scenario, { ...parts, plan: crowd });
  }
  return playAlone(scenario, parts);
}

interface AloneParts {
  readonly flags: ToldLoadFlags;
  readonly output: Output;
  readonly clock: Clock;
  readonly forMs: number;
}

async function playAlone(scenario: Scenario, { flags, output, clock, forMs }: AloneParts): Promise<number> {
  const { playAndReport } = await import('../run/play-and-report.ts');
  const control = await openControlFor(flags, output);
  try {
    return await playAndReport(scenario, { ...flags, command: 'load', stopAfterMs: forMs }, output, clock, {
      listen: { port: flags.port },
      paused: flags.paused === true,
      ...(control !== undefined && { control, keep: flags.keep }),
    });
  } finally {
    await control?.close();
  }
}
