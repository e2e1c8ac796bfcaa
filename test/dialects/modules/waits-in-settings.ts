import { defineDialect, z } from 'phoney/dialect';

export default defineDialect({
  name: 'waiting',
  settings: z.strictObject({}).refine(async () => Promise.resolve(true)),
  feeds: ['calls'],
  render: () => [],
});
