import { operations } from '../operations.ts';
import { describeOperations } from './openapi.ts';

/** The text of `schema/control.openapi.json`. Its version is that of the paths: the file does not change with every release. */
export function controlDocumentText(): string {
  return `${JSON.stringify(describeOperations(operations, '1'), null, 2)}\n`;
}
