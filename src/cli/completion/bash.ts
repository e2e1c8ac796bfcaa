import { formatBranches, quote, valueBranches } from './cases.ts';
import type { CompletedCommand, Values } from './model.ts';

/** The completion of phoney for bash 3.2 and newer, as a script to be sourced. */
export function formatBash(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => path);
  return `# phoney's completion for bash. phoney completion bash > ~/.local/share/bash-completion/completions/phoney
_phoney_words() { COMPREPLY+=($(compgen -W "$1" -- "$current")); }
_phoney_files() { local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")); }
_phoney_folders() { local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$current")); }
_phoney() {
  local IFS=$' \\n' current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" at='' next i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="$at\${at:+ }\${COMP_WORDS[i]}"
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
${formatBranches(commands.map(flagsOf), '        ')}
      esac
      ;;
    *)
      case "$at" in
${formatBranches(commands.map(argumentsOf), '        ')}
      esac
      ;;
  esac
}
complete -F _phoney phoney
`;
}

function flagsOf({ path, flags }: CompletedCommand): { patterns: string[]; line: string } {
  return { patterns: [path], line: sayWords(flags.map(({ name }) => name)) };
}

function argumentsOf({ path, commands, argument }: CompletedCommand): { patterns: string[]; line: string } {
  const names = commands.map(({ name }) => name);
  return {
    patterns: [path],
    line: names.length > 0 ? sayWords(names) : sayValues(argument ?? { kind: 'anything' }),
  };
}

function sayValues(values: Values): string {
  switch (values.kind) {
    case 'words':
      return sayWords(values.words);
    case 'files':
      return values.words === undefined ? '_phoney_files' : `${sayWords(values.words)}; _phoney_files`;
    case 'folders':
      return '_phoney_folders';
    case 'anything':
      return ':';
  }
}

function sayWords(words: readonly string[]): string {
  return `_phoney_words ${quote(words.join(' '))}`;
}
