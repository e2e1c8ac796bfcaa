import { defineDialect, z } from 'phoney/dialect';

const definition = { name: 'Bad Name', setings: z.strictObject({}), feeds: 'calls', render: 1 };

export default defineDialect(definition as never);
