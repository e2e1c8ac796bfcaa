// The commands of this room alone, as `phoney` runs them: `node test/http/phoney-command.ts listen --port 0`.
import { Command } from 'commander';
import { certsCommand } from '../../src/cli/certs.ts';
import { reportFailure } from '../../src/cli/exit.ts';
import { listenCommand } from '../../src/cli/listen.ts';
import { processOutput } from '../../src/cli/output.ts';

try {
  await new Command('phoney').addCommand(certsCommand()).addCommand(listenCommand()).parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error, processOutput({ quiet: false }));
}
