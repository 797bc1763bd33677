import type { ActionPage } from './action-page.js';

export const networkPages: Readonly<Record<string, ActionPage>> = {
  'http.check': {
    example: { url: 'http://127.0.0.1/health', from: 'server', contains: 'ok' },
    said: 'http://127.0.0.1/health: 200, 0 ms, asked by the server',
    gave: { url: 'http://127.0.0.1/health', from: 'server', status: 200, ms: 0, tlsDaysLeft: null, tries: 1 },
    outputs: {
      url: 'that was asked',
      from: '`server` where the server asked',
      status: 'HTTP status; null without an answer',
      ms: 'until the answer',
      tlsDaysLeft: 'of the certificate; null without TLS',
      tries: 'how often it was asked',
    },
  },
  'net.dns': {
    example: { name: 'db-01' },
    said: 'db-01: 10.0.0.11, in 10 ms',
    gave: { name: 'db-01', addresses: ['10.0.0.11'], ms: 10, nameservers: [] },
    outputs: {
      name: 'that was looked up',
      addresses: 'that were found',
      ms: 'until the answer',
      nameservers: 'that the server uses',
    },
  },
  'net.port': {
    example: { host: 'db-01', port: 5432 },
    said: 'db-01, port 5432: reached in 10 ms',
    gave: { host: 'db-01', port: 5432, address: '10.0.0.11', reachable: true, ms: 10 },
    outputs: {
      host: 'that was reached for',
      port: 'of it',
      address: 'that answered',
      reachable: 'whether it accepts connections',
      ms: 'until it did',
    },
  },
  'tls.expiry': {
    example: { host: 'shop.example.com' },
    said: 'shop.example.com: the certificate is good for 61 d',
    gave: {
      host: 'shop.example.com',
      port: 443,
      daysLeft: 61,
      until: '2027-01-30T12:00:00.000Z',
      subject: 'CN = shop.example.com',
      issuer: "C = US, O = Let's Encrypt, CN = R11",
      trusted: true,
      verification: '0 (ok)',
    },
    outputs: {
      host: 'that was asked',
      port: 'of it',
      daysLeft: 'of the certificate',
      until: 'ISO 8601',
      subject: 'of the certificate',
      issuer: 'of the certificate',
      trusted: 'whether the server trusts it',
      verification: 'what its TLS library says',
    },
  },
};
