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

/** Folds records into the marks of a run: what its scenario had in store, and what was asked of it meanwhile. */
export class MarksFold {
  readonly #header: RunHeader;
  readonly #given: CommandMark[] = [];
  /** Why, by the instant and the name of the command: several of one instant may have been refused. */
  readonly #refusedAt = new Map<string, string[]>();
  #refused = 0;
  readonly #faults = new Map<string, { kind: string; from: number; until: number }>();
  #moreCommands = 0;
  #lastAt: number;

  constructor(header: RunHeader) {
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
        if (this.#given.length === keptCommands) this.#moreCommands++;
        else this.#given.push({ at, do: what, source, outcome, reason });
        return;
      }
      case 'fault':
        return this.#touch(record.fault, record.message?.at ?? this.#lastAt);
      default:
    }
  };

  read(): Marks {
    const reasons = new Map([...this.#refusedAt].map(([key, all]) => [key, [...all]]));
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

  #refuse({ at, command, reason }: RefusedCommand): void {
    if (this.#refused++ >= keptCommands) return;
    const key = `${at} ${command}`;
    this.#refusedAt.set(key, [...(this.#refusedAt.get(key) ?? []), reason]);
  }

  #touch({ name, kind }: { readonly name: string; readonly kind: string }, at: number): void {
    const known = this.#faults.get(name) ?? { kind, from: at, until: at };
    // One that was started by hand is known by what it touched.
    known.from = Math.min(known.from, at);
    known.until = Math.max(known.until, at);
    this.#faults.set(name, known);
  }
}
