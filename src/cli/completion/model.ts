import type { Argument, Command, Option } from 'commander';

/** What may stand somewhere: one of these words, a file, a folder, or anything. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files'; readonly words?: readonly string[] }
  | { readonly kind: 'folders' }
  | { readonly kind: 'anything' };

/** A flag, as shells complete it. */
export interface CompletedFlag {
  readonly name: string;
  readonly description: string;
  /** `undefined`: it has no value. */
  readonly values: Values | undefined;
}

/** What may be typed behind a command. */
export interface CompletedCommand {
  /** Such as `contracts lint`; empty for phoney itself. */
  readonly path: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  /** Its own commands, by their last word. */
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly argument: Values | undefined;
}

/** Words that are known by the name of a flag or an argument, where the program itself does not say which there are. */
export type KnownWords = (name: string, command: string) => Values | undefined;

/** Everything that may be typed, command by command, phoney itself first. Pure. */
export function describeProgram(program: Command, known: KnownWords): CompletedCommand[] {
  return describe(program, '', known);
}

function describe(command: Command, path: string, known: KnownWords): CompletedCommand[] {
  const subs = command.commands.filter((sub) => sub.name() !== 'help');
  const [argument] = command.registeredArguments;
  const own: CompletedCommand = {
    path,
    description: command.description(),
    flags: [
      ...command.options.flatMap((option) => describeFlag(option, path, known)),
      { name: '--help', description: 'what there is', values: undefined },
    ],
    commands: subs.map((sub) => ({ name: sub.name(), description: sub.description() })),
    argument: argument && (known(argument.name(), path) ?? byPlaceholder(argument.name(), argument)),
  };
  const below = subs.flatMap((sub) =>
    describe(sub, path === '' ? sub.name() : `${path} ${sub.name()}`, known),
  );
  return [own, ...below];
}

function describeFlag(option: Option, path: string, known: KnownWords): CompletedFlag[] {
  const { long, required, optional, description, flags } = option;
  if (long === undefined || long === null) return [];
  const [, placeholder = ''] = /[<[]([^>\]]*)[>\]]/.exec(flags) ?? [];
  const values = known(long, path) ?? byPlaceholder(placeholder, option);
  return [{ name: long, description, values: required || optional ? values : undefined }];
}

/** What `<file>` and its like take: the words of the help, for those who wrote no choices down. */
function byPlaceholder(placeholder: string, { argChoices }: Pick<Option | Argument, 'argChoices'>): Values {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  if (/^(file|capture|record|before|after|places?)\b/.test(placeholder)) return { kind: 'files' };
  if (/^(folder|directory|dir)$/.test(placeholder)) return { kind: 'folders' };
  return { kind: 'anything' };
}
