// Puts what runs and styles the page of a report beside the built code, which reads it when it writes one.
import { cpSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
cpSync(path.join(root, 'src/report/page'), path.join(root, 'dist/report/page'), { recursive: true });
