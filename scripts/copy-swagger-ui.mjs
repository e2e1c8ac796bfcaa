// Puts the two files of Swagger UI that /docs serves, with their licences, beside the built code: the package of Swagger UI has
// 13 MB, and brings a reporter of installs with it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const from = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const to = path.resolve(import.meta.dirname, '../dist/control/docs/swagger-ui');
mkdirSync(to, { recursive: true });
for (const file of [
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'LICENSE',
  'NOTICE',
]) {
  copyFileSync(path.join(from, file), path.join(to, file));
}
