import { defineDialect, z } from 'phoney/dialect';

const settings = z.strictObject({
  level: z.string().refine(() => {
    throw new TypeError('no such level');
  }),
});

export default defineDialect({ name: 'settled', settings, render: () => [] });
