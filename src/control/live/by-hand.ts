import type { RunRecord } from '../../record/record.ts';
import type { WrittenCommand } from '../../scenario/written/with-commands.ts';

const mostKept = 1000;
/** What a scenario has no command for. */
const aboutRun = /^(run|pace)\./;

/** What callers of the API have done to a run, as a scenario can have it, in the order of the record. */
export class ByHand {
  readonly #startMs: number;
  readonly #done: WrittenCommand[] = [];
  #missing = 0;

  /** `startMs`: simulated epoch ms. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  readonly add = (record: RunRecord): void => {
    if (record.type !== 'command' || record.command.source !== 'api') return;
    const { outcome, at, given } = record.command;
    if (outcome === 'refused') return;
    if (aboutRun.test(record.command.do)) return this.note(at, `not in a scenario: ${JSON.stringify(given)}`);
    this.#keep({ afterMs: at - this.#startMs, command: given });
  };

  /** Something that no command of a scenario does. */
  note(atMs: number, note: string): void {
    this.#keep({ afterMs: atMs - this.#startMs, note });
  }

  /** The first of what was done; the last of it is what is missing. */
  get done(): readonly WrittenCommand[] {
    return this.#done;
  }

  /** How much more was done than is kept. */
  get missing(): number {
    return this.#missing;
  }

  #keep(one: WrittenCommand): void {
    if (this.#done.length < mostKept) this.#done.push(one);
    else this.#missing++;
  }
}
