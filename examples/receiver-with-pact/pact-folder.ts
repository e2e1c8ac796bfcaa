import path from 'node:path';

/** Where the suites write their pacts; `PACT_FOLDER` names another place. */
export const pactFolder = process.env['PACT_FOLDER'] ?? path.join(import.meta.dirname, 'pacts');
