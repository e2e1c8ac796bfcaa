import type { CompletedCommand, CompletedFlag, Values } from './model.ts';

/** The completion of phoney for fish, as a file of its completions or a script to be sourced. */
export function formatFish(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => quote(path));
  return `# phoney's completion for fish. phoney completion fish > ~/.config/fish/completions/phoney.fish
function __phoney_at
  set -l at ''
  for word in (commandline -opc)[2..]
    set -l next (string trim -- "$at $word")
    contains -- "$next" ${paths.join(' ')}; and set at $next
  end
  test "$at" = "$argv[1]"
end
complete -c phoney -f
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf(command: CompletedCommand): string[] {
  const begin = `complete -c phoney -n ${quote(`__phoney_at ${quote(command.path)}`)}`;
  return [
    ...command.commands.map(({ name, description }) => `${begin} -a ${quote(name)} -d ${quote(description)}`),
    ...(command.argument === undefined ? [] : [`${begin}${sayValues(command.argument)}`]),
    ...command.flags.map((flag) => `${begin}${sayFlag(flag)}`),
  ];
}

function sayFlag({ name, description, values }: CompletedFlag): string {
  const said = ` -l ${name.slice(2)} -d ${quote(description)}`;
  return values === undefined ? said : `${said} -r${sayValues(values)}`;
}

function sayValues(values: Values): string {
  switch (values.kind) {
    case 'words':
      return ` -f -a ${quote(values.words.join(' '))}`;
    case 'files':
      return values.words === undefined ? ' -F' : ` -F -a ${quote(values.words.join(' '))}`;
    case 'folders':
      return ` -f -a ${quote('(__fish_complete_directories)')}`;
    case 'anything':
      return ' -f';
  }
}

/** In fish a backslash escapes within single quotes, too. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
