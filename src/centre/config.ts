export { centreSchema } from './centre-config.ts';
export type { CentreConfig, CentreInput } from './centre-config.ts';
export { checkNames } from './check-names.ts';
export type { NameProblem } from './check-names.ts';
export { profileSchema } from './profile.ts';
export type { ProfileConfig, ProfileInput } from './profile.ts';
export { profilesSchema, trafficSchema } from './traffic-config.ts';
export type { Traffic, TrafficInput } from './traffic-config.ts';
export type { Moment } from './fields.ts';
