import type { CapturedLine } from '../../capture/read-capture.ts';
import { findGuests, guestsOf, isVendor, type Guest, type Targets } from '../../dialects/index.ts';
import { InputError, type Problem } from '../../lib/errors.ts';

/**
 * The dialects that `--dialect` names, behind those of a scenario, which count where both have one of the same name. Throws an
 * `InputError` with everything that is wrong with any of them.
 */
export function guestsNamed(modules: readonly string[], targets: Targets = {}): readonly Guest[] {
  const own = guestsOf(targets);
  const isOwn = ({ vendor }: Guest): boolean => own.some((guest) => guest.vendor.name === vendor.name);
  try {
    return [...own, ...findGuests(modules).filter((guest) => !isOwn(guest))];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ path: '--dialect', ...problem })));
  }
}

/** A problem for each vendor of which there are messages and no dialect, at the first of them. `wayOut`: beside `--dialect`. */
export function strangersIn(
  messages: readonly Pick<CapturedLine, 'vendor' | 'line'>[],
  guests: readonly Guest[],
  { file, wayOut }: { readonly file: string; readonly wayOut: string },
): Problem[] {
  const firsts = new Map<string, number>();
  for (const { vendor, line } of messages) if (!firsts.has(vendor)) firsts.set(vendor, line);
  return [...firsts]
    .filter(([vendor]) => !isVendor(vendor, guests))
    .map(([vendor, line]) => ({
      file,
      line,
      path: 'vendor',
      message: `"${vendor}" is no vendor that phoney brings along. Give its dialect, such as --dialect ./acme.ts${wayOut}.`,
    }));
}
