import { type Inventory, parseInventory } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { createAddressBook, mapTexts } from './address-book.js';

const inventory: Inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.0.0.11, user: deploy, key: "secret:ssh", environment: production }
  web-1: { host: 10.0.0.1, user: deploy, key: "secret:ssh", environment: production }
  db-01: { host: DB.Internal.Example.com, user: deploy, key: "secret:ssh", environment: production }
  six: { host: "2001:db8::5", user: deploy, key: "secret:ssh", environment: production }
  itself: { host: itself, user: deploy, key: "secret:ssh", environment: production }
services:
  shop: { on: { servers: [web-01] }, manager: systemd, health: { url: "https://shop.example.com/Health" } }
  url: { on: { servers: [web-01] }, manager: systemd }
`,
  'inventory.yaml',
);

describe('what is hidden comes back as it was', () => {
  test.each([
    ['an address of a server', 'ssh deploy@10.0.0.11:22', 'ssh deploy@[[host:web-01]]:22'],
    ['one that begins like another', '10.0.0.1, 10.0.0.11.', '[[host:web-1]], [[host:web-01]].'],
    ['a host name', 'ping db.internal.example.com!', 'ping [[host:db-01]]!'],
    ['a health address', 'see https://shop.example.com/Health.', 'see [[url:shop]].'],
    ['its host elsewhere', 'http://shop.example.com:8080/x', 'http://[[site:shop]]:8080/x'],
    ['IPv6 of a server', '[2001:db8::5]:22', '[[[host:six]]]:22'],
    ['any other address', 'from 198.51.100.7 and fe80::1', 'from [[address:1]] and [[address:2]]'],
    ['the same one twice', '198.51.100.7 198.51.100.7/24', '[[address:1]] [[address:1]]/24'],
    ['one glued to a name', 'ip198.51.100.7x', 'ip[[address:1]]x'],
    ['IPv4 within IPv6', '::ffff:10.0.0.11', '::ffff:[[host:web-01]]'],
  ])('%s', (_name, text, hidden) => {
    const book = createAddressBook(inventory);
    expect(book.hide(text)).toBe(hidden);
    expect(book.reveal(hidden).toLowerCase()).toBe(text.toLowerCase());
  });

  test.each([
    ['a server whose name is its address', 'restart itself'],
    ['a time', 'at 12:30:45'],
    ['a name within a longer one', 'www.shop.example.com and xdb.internal.example.com'],
    ['a version of three parts', 'shop 2.5.0'],
    ['a word that stands in placeholders', 'the url of the host'],
    ['a placeholder that stands for nothing', '[[host:nobody]]'],
  ])('%s stays', (_name, text) => {
    const book = createAddressBook(inventory);
    expect(book.hide(text)).toBe(text);
    expect(book.reveal(text)).toBe(text);
  });
});

test('people read names of servers, and the addresses that they wrote themselves', () => {
  const book = createAddressBook(inventory);
  book.hide('198.51.100.7');
  expect(book.name('[[host:web-01]] is down, [[address:1]] is not')).toBe('web-01 is down, 198.51.100.7 is not');
});

test('secrets are gone for good, the lines of a key too, whatever case their address has', () => {
  const book = createAddressBook(inventory, ['hunter2hunter2\n', 'first line of a key\nsecond line of a key', 'abc']);
  const hidden = book.hide('hunter2hunter2, second line of a key, token=abcdefgh, abc');
  expect(hidden).toBe('••••••, ••••••, token=••••••, abc');
  expect(book.reveal(hidden)).toBe(hidden);
});

test('texts are changed at any depth, keys too', () => {
  const { hide } = createAddressBook(inventory);
  expect(mapTexts({ a: ['10.0.0.11', 1, null], '10.0.0.11': { b: true } }, hide)).toEqual({
    a: ['[[host:web-01]]', 1, null],
    '[[host:web-01]]': { b: true },
  });
});

test('long text is quick to look through', () => {
  const { hide } = createAddressBook(inventory, ['s3cr3t-value']);
  for (const text of ['a.'.repeat(100_000), '1.'.repeat(100_000), ':a'.repeat(100_000), 'http://'.repeat(30_000)])
    expect(hide(text).length).toBeGreaterThan(0);
});
