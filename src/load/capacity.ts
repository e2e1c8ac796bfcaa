/** What came of one step of a search: of some seconds at one rate. */
export interface StepFigures {
  /** Whether the receiver held the rate by all that is asked of it. */
  readonly held: boolean;
  /** Whether phoney itself could not keep the rate up, so that the step says nothing about the receiver. */
  readonly limitedByPhoney: boolean;
}

/** One step: a rate, and what came of it. */
export interface Step<Figures extends StepFigures> {
  readonly ratePerSec: number;
  readonly figures: Figures;
}

/** How a search is made. */
export interface SearchRules {
  /** The first rate that is tried. */
  readonly fromPerSec: number;
  /** No rate above it is tried. */
  readonly atMostPerSec: number;
  /** The search is over once the rate is known to within this share of it. */
  readonly precision: number;
}

/** What was found. */
export interface Capacity<Figures extends StepFigures> {
  /** The highest rate that was held, messages a second; 0 where none was. */
  readonly ratePerSec: number;
  /** The lowest rate above it that was not; `null` where there was none: the receiver may hold more. */
  readonly brokenAtPerSec: number | null;
  /** Who ended it: what was asked of the receiver, phoney itself, the highest rate that may be tried, or somebody before its time. */
  readonly limit: 'receiver' | 'phoney' | 'most' | 'stopped';
  /** In the order in which they were made. */
  readonly steps: readonly Step<Figures>[];
}

/** Of so many steps at one rate the majority decides. */
const triesAtTheEdge = 3;
/** While everything is held, the next rate is so many times the last. */
const growth = 2;
/** So many rates are tried at most: each halves what is left. */
const mostRates = 40;

/**
 * Finds the highest rate that a receiver holds: twice the rate until one is not held, then the middle between the highest that
 * was and the lowest that was not, until both are close together. A single step that fails or passes by chance decides nothing:
 * what fails is tried again, and of three the majority decides; so it is at the edge in the end. `play` makes one step;
 * `undefined` from it ends the search.
 */
export async function findCapacity<Figures extends StepFigures>(
  rules: SearchRules,
  play: (ratePerSec: number) => Promise<Figures | undefined>,
): Promise<Capacity<Figures>> {
  const search = new Search(rules, play);
  return search.run();
}

type Verdict = 'held' | 'broken' | 'phoney' | 'stopped';

class Search<Figures extends StepFigures> {
  readonly #rules: SearchRules;
  readonly #play: (ratePerSec: number) => Promise<Figures | undefined>;
  readonly #steps: Step<Figures>[] = [];
  #held = 0;
  #broken: number | null = null;
  /** Whether what was not held was phoney's own doing. */
  #isPhoneyLimit = false;

  constructor(rules: SearchRules, play: (ratePerSec: number) => Promise<Figures | undefined>) {
    this.#rules = rules;
    this.#play = play;
  }

  async run(): Promise<Capacity<Figures>> {
    for (let tried = 0; tried < mostRates; tried++) {
      const rate = this.#next();
      if (rate === undefined) return (await this.#confirm()) ?? (await this.run());
      const verdict = await this.#decide(rate);
      if (verdict === 'stopped') return this.#found('stopped');
      this.#learn(rate, verdict);
    }
    return this.#found(this.#limit());
  }

  /** The rate to try next; `undefined` once it is known well enough. */
  #next(): number | undefined {
    const { fromPerSec, atMostPerSec, precision } = this.#rules;
    if (this.#broken === null) {
      if (this.#held >= atMostPerSec) return undefined;
      return this.#held === 0
        ? Math.min(fromPerSec, atMostPerSec)
        : Math.min(growth * this.#held, atMostPerSec);
    }
    if (this.#broken - this.#held <= Math.max(precision * this.#broken, 1)) return undefined;
    const middle = (this.#held + this.#broken) / 2;
    return this.#broken > 10 ? Math.round(middle) : middle;
  }

  /** Steps at one rate until the majority of {@link triesAtTheEdge} agrees; one that is held the first time is believed. */
  async #decide(rate: number, isEdge = false): Promise<Verdict> {
    const tries: Verdict[] = [];
    const enough = Math.ceil(triesAtTheEdge / 2);
    for (;;) {
      const figures = await this.#play(rate);
      if (figures === undefined) return 'stopped';
      this.#steps.push({ ratePerSec: rate, figures });
      tries.push(figures.held ? 'held' : figures.limitedByPhoney ? 'phoney' : 'broken');
      const held = tries.filter((one) => one === 'held').length;
      if (held >= enough || (held === 1 && tries.length === 1 && !isEdge)) return 'held';
      if (tries.length - held < enough) continue;
      return tries.filter((one) => one === 'phoney').length >= enough ? 'phoney' : 'broken';
    }
  }

  #learn(rate: number, verdict: Verdict): void {
    if (verdict === 'held') {
      this.#held = rate;
      return;
    }
    this.#broken = rate;
    this.#isPhoneyLimit = verdict === 'phoney';
  }

  /** Tries the rate that was found once more: one that passed by chance is not believed. `undefined`: it is not what was found. */
  async #confirm(): Promise<Capacity<Figures> | undefined> {
    if (this.#held === 0) return this.#found(this.#limit());
    const verdict = await this.#decide(this.#held, true);
    if (verdict === 'stopped') return this.#found('stopped');
    if (verdict === 'held') return this.#found(this.#limit());
    this.#learn(this.#held, verdict);
    this.#held = this.#heldBelow(this.#held);
    return undefined;
  }

  /** The highest rate below another at which most steps were held; 0 where there was none. */
  #heldBelow(rate: number): number {
    const rates = [...new Set(this.#steps.map(({ ratePerSec }) => ratePerSec))].filter((one) => one < rate);
    const isHeld = (one: number): boolean => {
      const at = this.#steps.filter(({ ratePerSec }) => ratePerSec === one);
      return 2 * at.filter(({ figures }) => figures.held).length > at.length;
    };
    return Math.max(0, ...rates.filter(isHeld));
  }

  #limit(): Capacity<Figures>['limit'] {
    if (this.#broken === null) return 'most';
    return this.#isPhoneyLimit ? 'phoney' : 'receiver';
  }

  #found(limit: Capacity<Figures>['limit']): Capacity<Figures> {
    return { ratePerSec: this.#held, brokenAtPerSec: this.#broken, limit, steps: this.#steps };
  }
}
