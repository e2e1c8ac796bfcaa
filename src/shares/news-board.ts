import type { ShareWord } from './order.ts';
import { isOver, noNews, type ShareNews } from './shares.ts';

/** What is known of each share, put together from what they say. Tells whoever follows. */
export class NewsBoard {
  readonly #news: ShareNews[];
  readonly #listeners = new Set<() => void>();

  constructor(count: number) {
    this.#news = Array.from({ length: count }, () => noNews);
  }

  get news(): readonly ShareNews[] {
    return this.#news;
  }

  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What a share said; of one that is over nothing more is taken. */
  hear(index: number, word: ShareWord): void {
    const known = this.#news[index] ?? noNews;
    switch (word.type) {
      case 'ready':
        return this.change(index, { state: known.state === 'waiting' ? 'ready' : known.state });
      case 'figures':
        return this.change(index, { state: 'playing', figures: word.figures });
      case 'warning':
        return this.change(index, { warnings: [...known.warnings, word.problem] });
      case 'refused':
        return this.change(index, { state: 'refused', refusal: word.refusal });
      case 'ended':
        return this.change(index, { state: 'ended', figures: word.end, end: word.end });
    }
  }

  /** It is gone before it had ended. */
  lose(index: number, why: string): void {
    this.change(index, { state: 'lost', lost: why });
  }

  change(index: number, more: Partial<ShareNews>): void {
    const known = this.#news[index];
    if (known === undefined || isOver(known)) return;
    this.#news[index] = { ...known, ...more };
    for (const listener of this.#listeners) listener();
  }
}
