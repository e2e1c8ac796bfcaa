import type { Command, Option } from 'commander';
import type { Problem } from '../../lib/errors.ts';

/** A flag that has no effect without another. */
export interface Need {
  readonly flag: string;
  /** One of these has to be there. */
  readonly of: readonly string[];
  /** Why it has no effect without, a whole sentence. */
  readonly why: string;
}

/**
 * The flags that were typed, such as `--rate`. What came from a variable is not among them: it may be meant for other commands of
 * a pipeline.
 */
export function typedFlags(command: Command): string[] {
  return command.options.flatMap((option) =>
    option.long !== undefined && sourceOf(command, option) === 'cli' ? [option.long] : [],
  );
}

/** What was typed and has no effect, as what it needs is not there. */
export function unmetNeeds(command: Command, needs: readonly Need[]): Problem[] {
  const typed = typedFlags(command);
  return needs.flatMap(({ flag, of, why }) =>
    !typed.includes(flag) || of.some((other) => isGiven(command, other))
      ? []
      : [{ file: flag, message: `${why} Add ${of.join(' or ')}, or leave it out.` }],
  );
}

/** Whether a flag has a value that is not its default: typed, or from its variable. */
function isGiven(command: Command, flag: string): boolean {
  const option = command.options.find(({ long }) => long === flag);
  if (option === undefined) return false;
  const source = sourceOf(command, option);
  return source === 'cli' || source === 'env';
}

function sourceOf(command: Command, option: Option): string | undefined {
  return command.getOptionValueSource(option.attributeName());
}
