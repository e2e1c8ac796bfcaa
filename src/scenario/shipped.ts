import path from 'node:path';

/** The scenario in which every event of every vendor happens on purpose, in a checkout and in the published package. */
export const everyEventScenario = path.resolve(import.meta.dirname, '../../scenarios/contracts.yaml');
