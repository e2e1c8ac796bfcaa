import path from 'node:path';

/** Where phoney's own contracts are, in a checkout and in the published package. */
export const contractsFolder = path.resolve(import.meta.dirname, '../../contracts');
