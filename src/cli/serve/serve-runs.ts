import type { OpenControl } from '../../control/open-control.ts';
import type { Play } from '../../control/control.ts';
import type { Clock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ListenOptions } from '../../server/open-server.ts';
import { openControlFor, type ControlFlags } from '../flags/control-flags.ts';
import { whenAborted } from '../../lib/when-aborted.ts';
import type { Interrupt } from '../interrupt.ts';
import { reportFailure } from '../exit.ts';
import type { Output } from '../output.ts';
import { openReports } from '../report/reports.ts';
import { openNdjsonFile } from '../run/ndjson-file.ts';
import {
  listenForStop,
  play,
  playAndReport,
  type Playing,
  type PlayOptions,
  type TellFlags,
} from '../run/play-and-report.ts';
import { announce } from './announce.ts';

/** What runs are served with. */
export interface ServeParts {
  readonly flags: ControlFlags & TellFlags & { readonly loop?: boolean };
  readonly output: Output;
  readonly clock: Clock;
  readonly listen: ListenOptions;
}

/**
 * Serves the scenario until Ctrl-C. With a control API also the runs that are started over it, one after the other, and
 * without a scenario it waits for the first. Resolves with the code of the last.
 */
export async function serveRuns(scenario: Scenario | undefined, parts: ServeParts): Promise<number> {
  const { flags, output, clock, listen } = parts;
  const options: PlayOptions = {
    listen,
    loop: flags.loop === true,
    stayOpen: true,
    paused: flags.paused === true,
  };
  if (flags.controlPort === undefined && flags.console !== true && scenario !== undefined) {
    return playAndReport(scenario, flags, output, clock, options);
  }
  const reports = openReports(flags, flags, output);
  const interrupt = listenForStop(output);
  const file = flags.record === undefined ? undefined : await openNdjsonFile(flags.record);
  const runs = new Runs(parts, (one, { paused = options.paused === true }) =>
    play(one, {
      ...{ flags, output, clock, file, reports, interrupt },
      options: { ...options, paused, keep: flags.keep, control: runs.control },
    }),
  );
  try {
    return await runs.serve(scenario, interrupt);
  } finally {
    interrupt.release();
    await file?.close();
  }
}

type Start = (scenario: Scenario, options: Parameters<Play>[1]) => ReturnType<typeof play>;

/** Runs that are started one after the other, each reported before the next begins. */
class Runs {
  control: OpenControl | undefined;
  readonly #parts: ServeParts;
  readonly #start: Start;
  /** The code of the last run, once it is reported. */
  #reported: Promise<number> = Promise.resolve(exitCodes.passed);
  #fail: (error: unknown) => void = () => undefined;

  constructor(parts: ServeParts, start: Start) {
    this.#parts = parts;
    this.#start = start;
  }

  /** Until `interrupt` says stop. Rejects with what broke a run. */
  async serve(scenario: Scenario | undefined, interrupt: Interrupt): Promise<number> {
    const { flags, output } = this.#parts;
    const broken = new Promise<never>((_resolve, reject) => (this.#fail = reject));
    // It may have come while the file was opened.
    const stopped = new Promise<void>((resolve) => whenAborted(interrupt.stop, resolve));
    this.control = await openControlFor(flags, output, async (next, options) => {
      const { code } = await this.#play(next, options);
      // The server outlives what was asked of it: the next run may fare better.
      this.#reported = code.catch((error: unknown) => this.#tell(error));
    });
    try {
      if (scenario !== undefined) {
        const { code } = await this.#play(scenario, { paused: undefined });
        code.catch((error: unknown) => this.#fail(error));
      } else await announce({ servers: undefined }, { ...flags, controlUrl: this.control?.url }, output);
      await Promise.race([stopped, broken]);
      return await this.#reported;
    } finally {
      await this.control?.close();
    }
  }

  async #play(scenario: Scenario, options: Parameters<Play>[1]): Promise<Pick<Playing, 'code'>> {
    await this.#reported;
    const { code } = await this.#start(scenario, options);
    this.#reported = code;
    return { code };
  }

  #tell(error: unknown): number {
    const { flags, output } = this.#parts;
    return reportFailure(error, output, { json: flags.json === true, rename: (problems) => problems });
  }
}
