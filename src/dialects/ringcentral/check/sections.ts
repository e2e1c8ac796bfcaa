/** Where RingCentral says what it demands. */
export const sections = {
  login: 'Understanding the Event Payload, Agent Login Events',
  logoff: 'Understanding the Event Payload, Agent Logoff Events',
  state: 'Understanding the Event Payload, Agent State Events',
  call: 'Understanding the Event Payload, End Call Events',
  important: 'Understanding the Event Payload, End Call Events, Important',
  form: 'Configuring the WFM Integration, Send body as JSON',
  addresses: 'Configuring the WFM Integration, Agent Event URL and Call Event URL',
  headers: 'Configuring the WFM Integration, Header Value Pairs',
  allStates: 'Configuring the WFM Integration, Send All Agent States',
  validation: 'Agent State Subscription APIs, validation of the endpoint',
  notifications: 'Agent State Subscription APIs, notifications',
  silent: 'No page says it: see docs/vendors/ringcentral.md',
} as const;
