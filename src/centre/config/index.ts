export { centreSchema } from './centre-config.ts';
export type { CentreInput } from './centre-config.ts';
export { checkNames } from './check-names.ts';
export type { ProfileInput } from './profile.ts';
export { profilesSchema, trafficSchema } from './traffic-config.ts';
export type { TrafficInput } from './traffic-config.ts';
