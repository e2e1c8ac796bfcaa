import { machineClock } from '../../../lib/clock.ts';
import { exitCodes, StartError } from '../../../lib/errors.ts';
import { whenAborted } from '../../../lib/when-aborted.ts';
import { findCapacity } from '../../../load/capacity.ts';
import { judgeStep, type JudgedStep } from '../../../load/judge-step.ts';
import { readSlo } from '../../../load/slo.ts';
import { startRun } from '../../../run/run.ts';
import type { Scenario } from '../../../scenario/index.ts';
import type { Interrupt } from '../../interrupt.ts';
import type { Output } from '../../output.ts';
import { openReports } from '../../report/reports.ts';
import { useFoundCertificates } from '../../run/find-certificates.ts';
import { listenForStop } from '../../run/play-and-report.ts';
import { awaitReceivers } from '../../run/receivers.ts';
import { version } from '../../version.ts';
import type { LoadFlags } from '../flags.ts';
import { planFromFlags } from '../plan.ts';
import { usualCapacity } from './capacity-flags.ts';
import { capacityReport, formatCapacity, reportCapacity, stepCells } from './report.ts';

const usualFirstRate = 100;
/** The rate is known well enough when what holds and what does not are so close together. */
const precision = 0.05;
const usualSlos = [readSlo('p99<1s')].filter((slo) => slo !== undefined);

/** Finds the highest rate that the receiver holds, step by step, and reports it. Resolves with the command's exit code. */
export async function playFindCapacity(
  file: string | undefined,
  flags: LoadFlags,
  output: Output,
): Promise<number> {
  const reports = openReports(flags, { ...flags, reads: file === undefined ? [] : [file] }, output);
  const rules = {
    slos: flags.slo.length > 0 ? flags.slo : usualSlos,
    maxDropped: flags.maxDropped ?? usualCapacity.maxDropped,
  };
  const startedAtMs = machineClock.wallMs();
  const title = `phoney load ${file ?? `--vendor ${flags.vendor ?? ''}`} --find-capacity`;
  output.note(output.paint.bold(title));
  const interrupt = listenForStop(output);
  const about = { ...rules, title, phoney: version, startedAtMs, stepMs: flags.step ?? usualCapacity.stepMs };
  let ordinal = 0;
  const play = async (ratePerSec: number): Promise<JudgedStep | undefined> => {
    if (interrupt.stop.aborted) return undefined;
    const scenario = scenarioAt(file, flags, ratePerSec, ordinal++);
    const judged = await playStep(scenario, { flags, output, interrupt, rules });
    if (judged === undefined) return undefined;
    if (ordinal === 1 && judged.delivered === 0) throw new StartError(nothingDelivered(ratePerSec, judged));
    const [step] = capacityReport(
      { ratePerSec, brokenAtPerSec: null, limit: 'stopped', steps: [{ ratePerSec, figures: judged }] },
      about,
    ).steps;
    if (step !== undefined) {
      const [rate = '', p50 = '', p99 = '', p999 = '', , , , verdict = ''] = stepCells(step);
      output.note(`${rate.padStart(9)}  p50 ${p50}  p99 ${p99}  p99.9 ${p999}  held: ${verdict}`);
    }
    return judged;
  };
  try {
    const found = await findCapacity(
      {
        fromPerSec: flags.rate ?? usualFirstRate,
        atMostPerSec: flags.maxRate ?? usualCapacity.maxRatePerSec,
        precision,
      },
      play,
    );
    const report = capacityReport(found, about);
    output.note('');
    for (const line of formatCapacity(report)) output.note(line);
    if (flags.json === true) output.result(JSON.stringify(report));
    if (reports.areWanted) reports.write(reportCapacity(report));
    if (found.limit === 'stopped') return interrupt.exitCode;
    return found.ratePerSec > 0 ? exitCodes.passed : exitCodes.notMet;
  } finally {
    interrupt.release();
  }
}

function nothingDelivered(ratePerSec: number, { errors }: JudgedStep): string {
  const seen = Object.keys(errors).join(', ');
  const why = seen === '' ? 'no answer came' : `attempts ended with ${seen}`;
  return `The receiver took nothing at all at ${ratePerSec}/s: ${why}. See that it is up and takes messages (phoney load without --find-capacity says more), then search again.`;
}

/** Each step has a seed of its own: a receiver that throws duplicates away is loaded in each. */
function scenarioAt(file: string | undefined, flags: LoadFlags, rate: number, ordinal: number): Scenario {
  const { scenario } = planFromFlags(file, { ...flags, rate, duration: flags.step ?? usualCapacity.stepMs });
  return useFoundCertificates({ ...scenario, expect: [], seed: scenario.seed + ordinal }, () => undefined);
}

interface StepParts {
  readonly flags: LoadFlags;
  readonly output: Output;
  readonly interrupt: Interrupt;
  readonly rules: Parameters<typeof judgeStep>[2];
}

/** `undefined` when it was interrupted. */
async function playStep(
  scenario: Scenario,
  { flags, output, interrupt, rules }: StepParts,
): Promise<JudgedStep | undefined> {
  const run = await startRun(scenario, {
    clock: machineClock,
    env: process.env,
    stopAfterMs: flags.step ?? usualCapacity.stepMs,
    warn: ({ message }) => output.note(`warning: ${message}`),
    begin: (begun) => awaitReceivers(begun, flags.waitForReceiver, begun.stopSignal, output, machineClock),
  });
  whenAborted(interrupt.stop, () => run.stop());
  whenAborted(interrupt.cutOff, () => run.cutOff());
  const { summary, rate } = await run.result;
  if (interrupt.stop.aborted || rate === undefined) return undefined;
  return judgeStep(summary, rate, rules);
}
