import { drawByWeight, drawInteger, drawItem, drawWeighted } from '../../lib/random.ts';
import type { FileConfig, SurveyAnswerConfig } from '../config/profile-parts.ts';
import type { DispositionField, SurveyAnswer, UploadedFile } from '../model/events/contact-facts.ts';
import type { Matter } from '../model/matter.ts';
import { items } from '../model/names.ts';
import type { Contact } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** The form as the agent fills it in. */
export interface Form {
  readonly fields: readonly DispositionField[];
  readonly note: string;
}

const photo: FileConfig = {
  name: 'photo-{number}.jpg',
  mime_type: 'image/jpeg',
  bytes: 250_000,
  width: 1200,
  height: 900,
};

/** The form for a contact: as the profile has it, or as the matter has it where the profile leaves it open. */
export function fillIn(world: World, contact: Contact, isGhost: boolean): Form {
  const { fields = [], note = '' } = contact.plan.disposition ?? {};
  if (fields.length > 0 || note !== '') return { fields, note };
  const { reason } = matterOf(world, contact);
  if (reason === '') return { fields, note };
  return {
    fields: [{ kind: 'choice', name: 'Reason', value: reason }],
    note: wordsOf(world, contact, isGhost).note,
  };
}

/** The summary of a contact: as the profile has it, or as the matter has it. */
export function summarise(world: World, contact: Contact, isGhost: boolean): string {
  return contact.plan.summary?.text ?? wordsOf(world, contact, isGhost).summary;
}

/** The answers of the survey; where the profile has several, the customer gives one that goes with how it went. */
export function answerSurvey(
  world: World,
  contact: Contact,
  questions: readonly SurveyAnswerConfig[],
): readonly SurveyAnswer[] {
  const { uniform, solved } = matterOf(world, contact);
  return questions.map(({ question, category, kind, answer, unresolved = answer }) => {
    const given = solved ? answer : unresolved;
    return {
      question,
      category,
      kind,
      answer: typeof given === 'string' ? given : drawWeighted(uniform, given),
    };
  });
}

/** The file of that `index` which the customer sends: as the profile has it, or one that goes with the matter. */
export function fileToSend(world: World, contact: Contact, index: number): UploadedFile {
  const given = contact.plan.files?.list[index];
  if (given !== undefined) return fileOf(given);
  const { topic, facts } = matterOf(world, contact);
  const uniform = world.random.stream(`matter.file.${index}`, contact.ordinal - world.before.contacts);
  const files = topic?.files ?? [];
  const file = files.length === 0 ? photo : drawItem(uniform, files);
  return {
    name: fill(file.name, { ...facts, number: String(drawInteger(uniform, 1000, 9999)) }),
    mimeType: file.mime_type,
    bytes: Math.round(file.bytes * (0.6 + 0.8 * uniform())),
    width: file.width,
    height: file.height,
  };
}

/** A configured file as events have it. */
export function fileOf({ name, mime_type: mimeType, bytes, width, height }: FileConfig): UploadedFile {
  return { name, mimeType, bytes, width, height };
}

function wordsOf(world: World, contact: Contact, isGhost: boolean): { note: string; summary: string } {
  const { words } = contact;
  if (words !== null) return words;
  const { topic, reason, facts, solved, uniform } = matterOf(world, contact);
  if (isGhost || contact.over?.outcome === 'timed-out') {
    return (contact.words = {
      note: `${reason}: the customer fell silent.`,
      summary: `The customer came about "${reason}" and did not answer the agent any more.`,
    });
  }
  const texts = (solved ? topic?.solved : topic?.open) ?? [];
  const text =
    texts.length > 0
      ? drawItem(uniform, texts)
      : {
          note: solved ? `${reason}: answered.` : `${reason}: still open.`,
          summary: `The customer came about "${reason}". ${solved ? 'The agent settled it.' : 'It is still open.'}`,
        };
  return (contact.words = { note: fill(text.note, facts), summary: fill(text.summary, facts) });
}

/** Drawn when it is first needed. The intent that the bot found last decides; without a bot, the profile's weights do. */
function matterOf(world: World, contact: Contact): Matter {
  if (contact.matter !== null) return contact.matter;
  const uniform = world.random.stream('matter', contact.ordinal - world.before.contacts);
  const { topics, resolved } = contact.plan;
  const drawn = drawByWeight(uniform, topics);
  const facts = {
    order: `${drawInteger(uniform, 100, 999)}-${drawInteger(uniform, 100, 999)}`,
    amount: `${drawInteger(uniform, 5, 180)}.${drawInteger(uniform, 10, 99)}`,
    item: drawItem(uniform, items).toLowerCase(),
    number: String(drawInteger(uniform, 1000, 9999)),
  };
  const luck = uniform();
  const intent = contact.intents.at(-1);
  const topic = (intent === undefined ? drawn : topics.find((one) => one.intent === intent.code)) ?? null;
  const matter: Matter = {
    uniform,
    topic,
    reason: topic?.reason ?? intent?.businessCode ?? '',
    facts,
    solved: contact.resolved ?? luck < resolved,
  };
  // What the customer wants, and whether it is settled, may still change while they talk.
  if (contact.over !== undefined) contact.matter = matter;
  return matter;
}

/** The text with a fact for each name in braces; a name of which nothing is known stays as it is. */
function fill(text: string, facts: Readonly<Record<string, string>>): string {
  let filled = '';
  for (const { before, name } of partsOf(text)) {
    filled += before;
    if (name !== '') filled += facts[name] ?? `{${name}}`;
  }
  return filled;
}

interface Part {
  readonly before: string;
  /** `''` at the end of the text. */
  readonly name: string;
}

/** The texts are those of the profiles: few, and each is filled in thousands of times. */
const parts = new Map<string, readonly Part[]>();

function partsOf(text: string): readonly Part[] {
  const known = parts.get(text);
  if (known !== undefined) return known;
  // Every other piece is a name.
  const pieces = text.split(/\{(\w+)\}/);
  const found: Part[] = [];
  for (let at = 0; at < pieces.length; at += 2)
    found.push({ before: pieces[at] ?? '', name: pieces[at + 1] ?? '' });
  parts.set(text, found);
  return found;
}
