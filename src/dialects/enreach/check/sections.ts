/** Where Enreach, or Microsoft on whose SignalR it is built, says what it demands. */
export const sections = {
  introduction: 'Enreach Websocket API, Introduction: a Microsoft SignalR-based API',
  authentication: 'Enreach Websocket API, Client authentication',
  connecting: 'Enreach Websocket API, Establishing a connection',
  methods: 'Enreach Websocket API, Hub Methods',
  receiving: 'Enreach Websocket API, Receiving events',
  subscribing: 'Enreach Websocket API, Subscribing to events',
  validation: 'Enreach Websocket API, Subscription validation and authorization',
  managing: 'Enreach Websocket API, Managing Subscriptions',
  earlier: "Enreach Websocket API, an earlier edition: a token's life is limited",
  signalr: "Microsoft's documentation of SignalR clients",
} as const;
