export { loadScenario } from './load.ts';
export type { Scenario, ScenarioSource } from './load.ts';
export type { Expectation, Metric } from './expectation.ts';
export type { Pace } from './pace.ts';
