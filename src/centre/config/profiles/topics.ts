import type { ProfileInput } from '../profile.ts';

/**
 * What customers of a shop write and call about. The codes are those of the bot's intents in the shipped profile `chat`.
 * In the texts, `{order}`, `{amount}`, `{item}` and `{number}` stand for what each contact draws.
 */
export const topics: NonNullable<ProfileInput['topics']> = [
  {
    intent: 'ORDER_STATUS',
    reason: 'Order status',
    weight: 5,
    solved: [
      {
        note: 'Order {order}: sent the tracking link.',
        summary: 'The customer asked where order {order} is; the agent sent the tracking link.',
      },
      {
        note: 'Order {order} is with the carrier, due tomorrow.',
        summary: 'The customer waited for order {order}. It is with the carrier and arrives tomorrow.',
      },
      {
        note: 'Order {order}: the {item} is at a neighbour, customer will look there.',
        summary:
          'The {item} of order {order} was marked as delivered. The agent found it at a neighbour of the customer.',
      },
      {
        note: 'Changed the address of order {order}.',
        summary: 'Order {order} was to go to an old address; the agent changed it before it was sent.',
      },
    ],
    open: [
      {
        note: 'Order {order} is lost, asked the carrier.',
        summary: 'Order {order} cannot be found. The agent asked the carrier and will write to the customer.',
      },
      {
        note: 'Out of stock until next week: {item}.',
        summary: 'The {item} of order {order} is out of stock; the customer thinks about waiting for it.',
      },
    ],
    files: [
      { name: 'screenshot-{number}.png', mime_type: 'image/png', bytes: 180_000, width: 1170, height: 2532 },
      {
        name: 'confirmation-{order}.pdf',
        mime_type: 'application/pdf',
        bytes: 92_000,
        width: null,
        height: null,
      },
    ],
  },
  {
    intent: 'BILLING',
    reason: 'Billing',
    weight: 3,
    solved: [
      {
        note: 'Explained the bill over {amount}.',
        summary: 'The customer did not understand a bill over {amount}; the agent explained it.',
      },
      {
        note: 'Charged twice, {amount} go back.',
        summary: 'Order {order} was charged twice. The agent had {amount} sent back.',
      },
      {
        note: 'Sent the bill of order {order} again.',
        summary: 'The customer needed the bill of order {order} once more; the agent sent it by e-mail.',
      },
      {
        note: 'Took off {amount} for delivery.',
        summary: 'Delivery of order {order} was to be free; the agent took {amount} off the bill.',
      },
    ],
    open: [
      {
        note: 'Disputes {amount}, handed to accounting.',
        summary: 'The customer disputes {amount} on a bill. Accounting looks into it.',
      },
      {
        note: 'Card was refused, customer asks the bank.',
        summary: 'The card for order {order} was refused; the customer wants to ask the bank first.',
      },
    ],
    files: [
      { name: 'bill-{number}.pdf', mime_type: 'application/pdf', bytes: 140_000, width: null, height: null },
      { name: 'statement-{number}.png', mime_type: 'image/png', bytes: 310_000, width: 1440, height: 1080 },
    ],
  },
  {
    intent: 'RETURN',
    reason: 'Return',
    weight: 2,
    solved: [
      {
        note: 'Sent the return label for the {item}.',
        summary: 'The customer wants to send back the {item} of order {order}; the agent sent the label.',
      },
      {
        note: 'The {item} is broken, new one sent.',
        summary: 'The {item} of order {order} arrived broken. The agent had another one sent.',
      },
      {
        note: 'Return of order {order} arrived, {amount} paid back.',
        summary: 'The customer asked for the money for order {order}; the agent paid back {amount}.',
      },
    ],
    open: [
      {
        note: 'Too late to return the {item}, asked the shop.',
        summary: 'The customer wants to return the {item} after the time for it; the shop will decide.',
      },
      {
        note: 'Return of order {order} has not arrived yet.',
        summary: 'The return of order {order} is still on its way; the customer will ask again.',
      },
    ],
    files: [
      { name: 'IMG_{number}.jpg', mime_type: 'image/jpeg', bytes: 1_900_000, width: 3024, height: 4032 },
      { name: 'label-{number}.jpg', mime_type: 'image/jpeg', bytes: 420_000, width: 1280, height: 960 },
    ],
  },
];

/** The survey after a chat: who was helped is more content than who was not. */
export const surveyAnswers: NonNullable<NonNullable<ProfileInput['survey']>['answers']> = [
  {
    question: 'How satisfied are you?',
    kind: 'rating',
    answer: { '5': 10, '4': 6, '3': 2, '2': 1 },
    unresolved: { '4': 1, '3': 3, '2': 4, '1': 5 },
  },
  {
    question: 'What could be better?',
    category: 'feedback',
    kind: 'text',
    answer: { 'Nothing.': 5, 'All good, thank you!': 3, 'A shorter wait.': 2, 'Longer hours.': 1 },
    unresolved: {
      'My question is still open.': 4,
      'I had to explain everything twice.': 2,
      'A quicker answer.': 2,
    },
  },
];
