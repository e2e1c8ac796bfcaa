import { testDialect } from '../dialect.suite.ts';
import { enreach } from './vendor.ts';

const token = { algorithm: 'RS256', key_file: 'keys/rte.pem' };

testDialect({
  vendor: enreach,
  target: { sign_in: { password_env: 'RTE_PASSWORD' }, token },
  secrets: { RTE_PASSWORD: 'correct-horse-battery-staple' },
  mistakes: [
    ['organisation', { organisation: 'ours' }],
    ['hub.path', { hub: { path: 'rte' } }],
    ['token.lifetime', { token: { lifetime: 'long' } }],
    ['cors_origins[0]', { cors_origins: ['app.example'] }],
    ['sign_in', { sign_in: { password: 'x', password_env: 'X' } }],
  ],
  skip: {
    'has a filter': 'clients choose what they hear by subscribing to it',
  },
});
