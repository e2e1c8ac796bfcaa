import { cancel, multiselect, select } from '@clack/prompts';
import { ciNames } from './ci.ts';
import { languagesFor, type Choices, type Said } from './wishes.ts';

/** Questions go where notes go: stdout is for results. */
const at = { output: process.stderr };

/** Asks for what was not said. `undefined`: whoever was asked ended it with Ctrl-C or Escape. */
export async function ask(said: Said, { vendors, languages }: Choices): Promise<Said | undefined> {
  const chosen = said.vendors.length > 0 ? said.vendors : await askVendors(vendors);
  if (typeof chosen === 'symbol') return ended();
  const offered = languagesFor(chosen, languages);
  const language = said.language ?? (await askOne('In which language is it to be written?', offered));
  if (typeof language === 'symbol') return ended();
  const ci =
    said.ci ??
    (await askOne(
      'A pipeline for which build server?',
      ciNames.map((name) => ({ name, title: ciTitles[name] })),
    ));
  if (typeof ci === 'symbol') return ended();
  return { vendors: chosen, language, ci };
}

const ciTitles = { github: 'GitHub Actions', gitlab: 'GitLab', jenkins: 'Jenkins', none: 'None' } as const;

function askVendors(vendors: readonly string[]): Promise<string[] | symbol> {
  return multiselect({
    ...at,
    message: 'Whose events does your code take? (space selects, enter goes on)',
    options: vendors.map((value) => ({ value })),
    required: true,
  });
}

function askOne(
  message: string,
  options: readonly { readonly name: string; readonly title: string }[],
): Promise<string | symbol> {
  return select({
    ...at,
    message,
    options: options.map(({ name, title }) => ({ value: name, label: title })),
  });
}

function ended(): undefined {
  cancel('Nothing was written.', at);
  return undefined;
}
