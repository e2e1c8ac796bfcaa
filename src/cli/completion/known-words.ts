import { feedsOf, vendorNames } from '../../dialects/index.ts';
import { loadScenario } from '../../scenario/index.ts';
import { reportForms } from '../../report/forms.ts';
import { ciNames } from '../init/ci.ts';
import { readLanguages } from '../init/templates.ts';
import { shippedScenarios } from '../run/scenario-source.ts';
import type { KnownWords, Values } from './model.ts';

/** The words behind flags and arguments of these names: vendors, their feeds, scenarios, forms. */
export const knownWords: KnownWords = (name, command) => {
  switch (name) {
    case '--vendor':
    case '--as':
    case 'vendor':
      return words(vendorNames);
    case '--feed':
      return words(feedNames());
    case '--report':
      return words(reportForms);
    case '--language':
      return words(readLanguages().map((language) => language.name));
    case '--ci':
      return words(ciNames);
    case '--key-type':
      return words(['rsa', 'p256']);
    case '--scenario':
    case 'file':
      return command === 'validate' ? { kind: 'files' } : { kind: 'files', words: scenarioNames() };
    default:
      return undefined;
  }
};

/** By the shortest name that stands for them. */
function scenarioNames(): string[] {
  return shippedScenarios().map(({ name }) => name);
}

/** Those of the scenarios that phoney brings along: between them they have every feed. */
function feedNames(): string[] {
  const whole = shippedScenarios().filter(({ name }) => !name.includes('/'));
  const feeds = whole.flatMap(({ file }) => feedsOf(loadScenario(file).targets));
  return feeds.map((feed) => feed.slice(feed.indexOf('.') + 1));
}

function words(list: readonly string[]): Values {
  return { kind: 'words', words: [...new Set(list)].sort() };
}
