/** Five minutes that is over in a moment, told to a receiver on this machine. What pages call day.yaml. */
export const day = `seed: 1
start: 2026-03-02T08:00
duration: 5m
pace: max
grace: 5s
centre:
  queues: [{ name: Billing }]
  agents: [{ name: alice, queues: [Billing] }, { name: agent, count: 3, queues: [Billing] }]
traffic: [{ profile: voice, queue: Billing, per_hour: 120 }]
targets:
  asapp: { raw: { url: 'https://localhost:8443/events' } }
  enreach: { sign_in: { password: phoney } }
`;

/** The same, told to nobody but the receiver: shares, captures and loads cannot have a hub. */
export const dayWithoutHub = day.replace(/ {2}enreach.*\n/, '');

/** The same, with a queue for chats, and no hurry. */
export const chatDay = dayWithoutHub
  .replace('name: Billing }', 'name: Billing, channel: chat }')
  .replace('pace: max', 'speed: 600')
  .replace('profile: voice', 'profile: chat');
