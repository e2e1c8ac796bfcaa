import { defineDialect, z } from 'phoney/dialect';

export default defineDialect({ name: 'asapp', settings: z.strictObject({}), render: () => [] });
