import type { RunRecord } from '../../record/record.ts';
import type { RunHeader } from '../../record/run-header.ts';
import type { RefusedCommand } from '../../record/summary.ts';

const keptCommands = 200;

/** What somebody did on purpose, to be marked beside what came of it. */
export interface Marks {
  readonly commands: readonly CommandMark[];
  /** Those that are not told, as there are too many. */
  readonly moreCommands: number;
  readonly faults: readonly FaultMark[];
}

/** A command. */
export interface CommandMark {
  /** Simulated epoch ms. */
  readonly at: number;
  readonly do: string;
  readonly source: 'scenario' | 'library' | 'api';
  readonly outcome: 'done' | 'refused';
  readonly reason: string | null;
}

/** A fault, from when to when it went on, as far as it is known. */
export interface FaultMark {
  readonly name: string;
  readonly kind: string;
  /** Simulated epoch ms; `null`: with the run. */
  readonly from: number;
  readonly until: number | null;
}

/** What a run has in store. */
type MarkedRun = Pick<RunHeader, 'simulatedStartMs' | 'commands' | 'faults'>;

/** What a fold of marks holds, as plain data. */
export interface MarksSnapshot {
  readonly given: readonly CommandMark[];
  readonly moreCommands: number;
  readonly refused: readonly RefusedCommand[];
  /** Simulated epoch ms of the last event. */
  readonly lastAt: number;
  readonly faults: readonly (readonly [
    name: string,
    span: { readonly kind: string; readonly from: number; readonly until: number | null },
  ])[];
}

/** Folds records into the marks of a run: what its scenario had in store, and what was asked of it meanwhile. */
export class MarksFold {
  readonly #header: MarkedRun;
  readonly #given: CommandMark[] = [];
  readonly #refused: RefusedCommand[] = [];
  readonly #faults = new Map<string, { kind: string; from: number; until: number }>();
  #moreCommands = 0;
  #lastAt: number;

  constructor(header: MarkedRun) {
    this.#header = header;
    this.#lastAt = header.simulatedStartMs;
    for (const { name, kind, fromMs: from, untilMs: until } of header.faults ?? []) {
      const known = this.#faults.get(name);
      if (known === undefined) this.#faults.set(name, { kind, from, until });
      else known.until = Math.max(known.until, until);
    }
  }

  readonly add = (record: RunRecord): void => {
    switch (record.type) {
      case 'event': {
        const { event } = record;
        this.#lastAt = Math.max(this.#lastAt, event.at);
        if (event.type === 'command.refused') this.#refuse(event);
        return;
      }
      case 'command': {
        const { at, do: what, source, outcome, reason } = record.command;
        return this.#give({ at, do: what, source, outcome, reason });
      }
      case 'fault':
        return this.#touch(record.fault, record.message?.at ?? this.#lastAt);
      default:
    }
  };

  read(): Marks {
    const reasons = new Map<string, string[]>();
    for (const { at, command, reason } of this.#refused) {
      const key = `${at} ${command}`;
      reasons.set(key, [...(reasons.get(key) ?? []), reason]);
    }
    // Those of the scenario whose time never came are not told. Of several of one name and instant, as many as were refused.
    const own = (this.#header.commands ?? [])
      .filter(({ atMs }) => atMs <= this.#lastAt)
      .map(({ atMs: at, do: what }): CommandMark => {
        const reason = reasons.get(`${at} ${what}`)?.shift() ?? null;
        return { at, do: what, source: 'scenario', outcome: reason === null ? 'done' : 'refused', reason };
      });
    const all = [...own, ...this.#given].sort((a, b) => a.at - b.at);
    return {
      commands: all.slice(0, keptCommands),
      moreCommands: Math.max(0, all.length - keptCommands) + this.#moreCommands,
      faults: [...this.#faults].map(([name, { kind, from, until }]) => {
        return { name, kind, from, until: Number.isFinite(until) ? until : null };
      }),
    };
  }

  /** Everything that was folded. */
  snapshot(): MarksSnapshot {
    return {
      given: [...this.#given],
      moreCommands: this.#moreCommands,
      refused: [...this.#refused],
      lastAt: this.#lastAt,
      faults: [...this.#faults].map(([name, { kind, from, until }]) => [
        name,
        { kind, from, until: Number.isFinite(until) ? until : null },
      ]),
    };
  }

  /** Adds what another fold of the same run made of other records. */
  merge({ given, moreCommands, refused, lastAt, faults }: MarksSnapshot): void {
    for (const one of given) this.#give(one);
    this.#moreCommands += moreCommands;
    for (const one of refused) this.#refuse(one);
    this.#lastAt = Math.max(this.#lastAt, lastAt);
    for (const [name, { kind, from, until }] of faults) {
      this.#touch({ name, kind }, from);
      this.#touch({ name, kind }, until ?? Infinity);
    }
  }

  #give(command: CommandMark): void {
    if (this.#given.length === keptCommands) this.#moreCommands++;
    else this.#given.push(command);
  }

  #refuse({ at, command, reason }: RefusedCommand): void {
    if (this.#refused.length < keptCommands) this.#refused.push({ at, command, reason });
  }

  #touch({ name, kind }: { readonly name: string; readonly kind: string }, at: number): void {
    const known = this.#faults.get(name) ?? { kind, from: at, until: at };
    // One that was started by hand is known by what it touched.
    known.from = Math.min(known.from, at);
    known.until = Math.max(known.until, at);
    this.#faults.set(name, known);
  }
}
