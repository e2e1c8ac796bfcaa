export { loadScenario } from './load.ts';
export type { Scenario, ScenarioSource } from './load.ts';
