import { describe, expect, test } from 'vitest';
import { inventory } from './runbook.fixture.js';
import { type UrlStanding, urlStanding } from './url-standing.js';

describe('how a URL stands to the inventory', () => {
  const cases: [url: string, expected: UrlStanding][] = [
    ['https://example.com/health', 'health-url'],
    ['https://EXAMPLE.com:443/health', 'health-url'],
    ['https://example.com/', 'inventory-host'],
    ['https://example.com:9000/health', 'outside'],
    ['http://10.0.0.11:9000/x', 'inventory-host'],
    ['http://web-02.example.com/', 'inventory-host'],
    ['http://127.0.0.2/', 'inventory-host'],
    ['https://example.com@elsewhere.example/health', 'outside'],
    ['https://user@example.com/health', 'outside'],
    ['https://:password@example.com/health', 'outside'],
    ['https://example.com.elsewhere.example/health', 'outside'],
    ['ftp://example.com/health', 'outside'],
    ['not a URL', 'outside'],
    ['http://8.8.8.8/', 'outside'],
    ['http://127.0.0.1/', 'forbidden'],
    ['http://127.1/', 'forbidden'],
    ['http://2130706433/', 'forbidden'],
    ['http://0x7f000001/', 'forbidden'],
    ['http://0177.0.0.1/', 'forbidden'],
    ['http://0/', 'forbidden'],
    ['http://[::1]/', 'forbidden'],
    ['http://[::ffff:127.0.0.1]/', 'forbidden'],
    ['http://[::ffff:a9fe:a9fe]/', 'forbidden'],
    ['http://[fe80::1]/', 'forbidden'],
    ['http://[fd00:ec2::254]/', 'forbidden'],
    ['http://169.254.169.254/', 'forbidden'],
    ['http://100.100.100.200/', 'forbidden'],
    ['http://localhost:8080/', 'forbidden'],
    ['http://LOCALHOST./', 'forbidden'],
    ['http://x.localhost/', 'forbidden'],
    ['http://metadata.google.internal/', 'forbidden'],
  ];
  test.each(cases)('%s', (url, expected) => {
    expect(urlStanding(url, inventory)).toBe(expected);
  });
});
