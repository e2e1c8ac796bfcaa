import type { PactReport, Publication } from '../report/report.ts';

/** What a broker has to say of a pact, and when. */
export interface Notice {
  readonly text: string;
  /** `before_verification`, or `after_verification:success_true_published_false` and so on. */
  readonly when: string;
}

/** Reads the notices of a broker; what has another form is none. */
export function readNotices(value: unknown): readonly Notice[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const { text, when = 'before_verification' } = (one ?? {}) as { text?: unknown; when?: unknown };
    return typeof text === 'string' && typeof when === 'string' ? [{ text, when }] : [];
  });
}

/** The texts that are meant for this outcome. */
export function noticesFor(
  { source, interactions }: PactReport,
  notices: readonly Notice[],
  published: readonly Publication[],
): readonly string[] {
  const success = interactions.every(({ result }) => result === 'passed');
  const isPublished = published.some((one) => one.source === source && one.ok);
  const now = `after_verification:success_${success}_published_${isPublished}`;
  return notices
    .filter(({ when }) => !when.startsWith('after_verification') || when === now || !when.includes(':'))
    .map(({ text }) => text);
}
