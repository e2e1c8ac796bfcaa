import { Command } from 'commander';
import { initDialectCommand } from './init.ts';

/** `phoney dialect`: vendors of one's own. */
export function dialectCommand(): Command {
  return new Command('dialect')
    .description('Write a vendor of your own: a dialect that scenarios name like any other.')
    .addCommand(initDialectCommand());
}
