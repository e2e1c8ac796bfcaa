import { defineDialect, form, z } from 'phoney/dialect';

export default defineDialect({
  name: 'good',
  settings: z.strictObject({ ...form.delivery(), level: z.enum(['low', 'high']).default('low') }),
  feeds: ['calls'],
  events: { ended: z.strictObject({ type: z.literal('ended'), id: z.string(), level: z.string() }) },
  render(event, _view, { level }) {
    if (event.type !== 'contact.ended') return [];
    return [
      {
        feed: 'calls',
        eventType: 'ended',
        body: { type: 'ended', id: `${event.contactId} ${event.at}`, level },
      },
    ];
  },
});
