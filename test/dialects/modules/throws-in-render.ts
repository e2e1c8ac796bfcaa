import { defineDialect, form, z } from 'phoney/dialect';

export default defineDialect({
  name: 'rendering',
  settings: z.strictObject(form.delivery()),
  render(event) {
    if (event.type === 'agent.logged-in') throw new TypeError('no such thing');
    return [];
  },
});
