import { drawInteger, type Uniform } from '../../lib/random.ts';
import { plans } from './plans.ts';

/** A form of numbers, E.164 with an `x` for each digit that is free. */
type Form = string;

/** The telephone numbers of a country: the centre's own and its customers', which have none in common. */
export interface NumberPlan {
  readonly own: readonly Form[];
  readonly customers: readonly Form[];
}

/** Whose numbers a centre has whose time zone is of no country, such as UTC. */
const defaultCountry = 'US';

/** Where agents' numbers begin, so that another queue does not move them. */
const agentsFrom = 100;

const rows = plans
  .trim()
  .split('\n')
  .map((line) => {
    const [country = '', own = '', customers = '', ...zones] = line.split(' ');
    return { country, own, customers, zones };
  });

/** Whether there are numbers for a country, by its ISO 3166 code. */
export function hasNumbers(country: string): boolean {
  return rows.some((row) => row.country === country);
}

/** The plan of `country`, else of the country that the time zone lies in. */
export function planOf(timeZone: string, country?: string): NumberPlan {
  const wanted = country ?? countryOf(timeZone) ?? defaultCountry;
  const { own = '', customers = '' } = rows.find((row) => row.country === wanted) ?? {};
  return { own: formsOf(own), customers: formsOf(customers) };
}

/** Zones that lie in no country. */
const nowhere = /^(UTC|GMT|Etc\/)/;
/** The country of each zone by its canonical name: asking for the names of all is slow, and few need it. */
let countries: ReadonlyMap<string, string> | undefined;

/** A zone may be written in several ways, `Asia/Calcutta` and `Asia/Kolkata` say: all of them have one canonical name. */
function countryOf(timeZone: string): string | undefined {
  if (nowhere.test(timeZone)) return undefined;
  const found = rows.find(({ zones }) => zones.includes(timeZone));
  if (found !== undefined) return found.country;
  countries ??= new Map(
    rows
      .toReversed()
      .flatMap(({ country, zones }) => zones.map((zone) => [canonicalName(zone), country] as const)),
  );
  return countries.get(canonicalName(timeZone));
}

function canonicalName(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

function formsOf(text: string): Form[] {
  return text.split('|').flatMap((form) => {
    const choice = /\{(.*)\}/.exec(form);
    return choice === null ? form : (choice[1] ?? '').split(',').map((area) => form.replace(choice[0], area));
  });
}

/** How many numbers the form has. Its free digits stand at its end. */
function countOf(form: Form): number {
  const first = form.indexOf('x');
  return first < 0 ? 1 : 10 ** (form.length - first);
}

/** The form with its free digits filled in from `digits`. */
function fill(form: Form, digits: number): string {
  const first = form.indexOf('x');
  return first < 0 ? form : form.slice(0, first) + String(digits).padStart(form.length - first, '0');
}

/** Gives out a centre's own numbers, none of them twice and none of those that are taken, as long as the country has any left. */
export class OwnNumbers {
  readonly #forms: readonly { readonly form: Form; readonly count: number }[];
  readonly #taken: Set<string>;
  readonly #total: number;
  #next = 0;

  constructor({ own }: NumberPlan, taken: Iterable<string>) {
    this.#forms = own.map((form) => ({ form, count: countOf(form) }));
    this.#taken = new Set(taken);
    this.#total = this.#forms.reduce((sum, { count }) => sum + count, 0);
  }

  /** From now on the numbers of agents. */
  beginAgents(): void {
    this.#next = Math.max(this.#next, agentsFrom);
  }

  /** The next number. */
  take(): string {
    let number = this.#at(this.#next++);
    while (this.#taken.has(number) && this.#next < this.#total - 1) number = this.#at(this.#next++);
    this.#taken.add(number);
    return number;
  }

  #at(index: number): string {
    let left = index % this.#total;
    for (const { form, count } of this.#forms) {
      if (left < count) return fill(form, left);
      left -= count;
    }
    throw new RangeError('A plan has no numbers.');
  }
}

/** A number of the centre that is nobody's: the last of its own. */
export function commonNumber({ own }: NumberPlan): string {
  const form = own.at(-1) ?? '';
  return fill(form, countOf(form) - 1);
}

/** A customer's number. */
export function drawCustomerNumber(uniform: Uniform, { customers }: NumberPlan): string {
  const digits = uniform();
  const form = customers[drawInteger(uniform, 0, customers.length - 1)] as Form;
  return fill(form, Math.floor(digits * countOf(form)));
}
