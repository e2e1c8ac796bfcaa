import { Argument, Command } from 'commander';
import { exitCodeHelp } from '../exit.ts';
import { processOutput } from '../output.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/** `phoney completion SHELL`: what a shell has to know to complete command lines. */
export function completionCommand(): Command {
  const command = new Command('completion');
  return command
    .description('Print a script that has your shell complete commands, flags, vendors, scenarios and files.')
    .addArgument(new Argument('<shell>', 'whose').choices(shells))
    .option('--json', 'print what may be typed as one line of JSON, for a shell of your own')
    .addHelpText(
      'after',
      `
Print it anew after an update.

Examples:
  phoney completion bash > ~/.local/share/bash-completion/completions/phoney
  phoney completion zsh > "\${fpath[1]}/_phoney"
  phoney completion fish > ~/.config/fish/completions/phoney.fish
  source <(phoney completion bash)         for this shell alone
${exitCodeHelp}`,
    )
    .action(async (shell: Shell, { json }: { readonly json?: boolean }) => {
      const [{ describeProgram }, { knownWords }] = await Promise.all([
        import('./model.ts'),
        import('./known-words.ts'),
      ]);
      const commands = describeProgram(command.parent ?? command, knownWords);
      const output = processOutput({ quiet: false });
      output.result(
        json === true
          ? JSON.stringify({ type: 'completion', commands })
          : (await loadFormat(shell))(commands).trimEnd(),
      );
    });
}

async function loadFormat(shell: Shell) {
  switch (shell) {
    case 'bash':
      return (await import('./bash.ts')).formatBash;
    case 'zsh':
      return (await import('./zsh.ts')).formatZsh;
    case 'fish':
      return (await import('./fish.ts')).formatFish;
  }
}
