import path from 'node:path';

/** Where phoney's own contracts are, in a checkout and in the published package. */
export const contractsFolder = path.resolve(import.meta.dirname, '../../contracts');

/** The scenario that is played for contracts unless another is named. */
export const contractsScenario = path.resolve(import.meta.dirname, '../../scenarios/contracts.yaml');
