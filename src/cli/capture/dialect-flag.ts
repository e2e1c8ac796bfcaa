import { type Command, Option } from 'commander';
import { collect } from '../flags/flags.ts';

/** The modules of dialects that a capture speaks. */
export interface DialectFlag {
  readonly dialect: readonly string[];
}

/** Adds the flag of {@link DialectFlag}. */
export function addDialectFlag(command: Command): Command {
  return command.addOption(
    new Option(
      '--dialect <module>',
      'a dialect of your own that the capture has messages of, such as ./acme.ts; repeatable',
    )
      .argParser(collect)
      .default([], 'none'),
  );
}
