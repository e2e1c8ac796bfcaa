import { formatBranches, quote, valueBranches } from './cases.ts';
import type { CompletedCommand, Values } from './model.ts';

/** The completion of phoney for zsh, as a file of its `fpath` or a script to be sourced. */
export function formatZsh(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => path);
  return `#compdef phoney
# phoney's completion for zsh. phoney completion zsh > "\${fpath[1]}/_phoney"
_phoney() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT - 1]}" at='' next i
  for ((i = 2; i < CURRENT; i++)); do
    next="$at\${at:+ }\${words[i]}"
    case "$next" in
      ${paths.map(quote).join('|')}) at="$next" ;;
    esac
  done
  case "$at $previous" in
${formatBranches(
  valueBranches(commands, (values) => `${sayValues(values)}; return`),
  '    ',
)}
  esac
  case "$current" in
    -*)
      case "$at" in
${formatBranches(
  commands.map(({ path, flags }) => ({ patterns: [path], line: sayWords(flags.map(({ name }) => name)) })),
  '        ',
)}
      esac
      ;;
    *)
      case "$at" in
${formatBranches(
  commands.map((command) => ({ patterns: [command.path], line: sayArguments(command) })),
  '        ',
)}
      esac
      ;;
  esac
}
if [ "\${funcstack[1]}" = _phoney ]; then _phoney "$@"; else compdef _phoney phoney; fi
`;
}

function sayArguments({ commands, argument }: CompletedCommand): string {
  if (commands.length > 0) return sayWords(commands.map(({ name }) => name));
  return sayValues(argument ?? { kind: 'anything' });
}

function sayValues(values: Values): string {
  switch (values.kind) {
    case 'words':
      return sayWords(values.words);
    case 'files':
      return values.words === undefined ? '_files' : `${sayWords(values.words)}; _files`;
    case 'folders':
      return '_files -/';
    case 'anything':
      return ':';
  }
}

function sayWords(words: readonly string[]): string {
  return `compadd -- ${words.map(quote).join(' ')}`;
}
