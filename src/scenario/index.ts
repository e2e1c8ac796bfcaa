export { defineScenario, loadScenario } from './load.ts';
export type { Scenario, ScenarioChanges, ScenarioSource } from './load.ts';
export type { ScenarioInput, TargetsInput } from './schema.ts';
