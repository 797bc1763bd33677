import { describe, expect, it } from 'vitest';
import { parsePlan, parseVersions, withInstalled } from './package-state.js';

describe('parsePlan', () => {
  it.each([
    [
      'apt, new',
      'Inst sl (5.02-1+b1 Debian:12.1/stable [amd64])',
      { name: 'sl', from: null, to: '5.02-1+b1', security: false },
    ],
    [
      'apt, security, of another architecture',
      'Inst libc6:i386 [2.36-9] (2.36-9+deb12u1 Debian:12.1/stable, Debian-Security:12/stable-security [i386])',
      { name: 'libc6', from: '2.36-9', to: '2.36-9+deb12u1', security: true },
    ],
    ['apk, new', '(2/3) Installing nginx (1.24.0-r7)', { name: 'nginx', from: null, to: '1.24.0-r7', security: false }],
    [
      'apk, upgrade',
      '(1/3) Upgrading musl (1.2.4-r1 -> 1.2.4-r2)',
      { name: 'musl', from: '1.2.4-r1', to: '1.2.4-r2', security: false },
    ],
    [
      'dnf',
      'openssl-libs.x86_64                 1:3.0.7-27.el9           baseos',
      { name: 'openssl-libs', from: null, to: '1:3.0.7-27.el9', security: false },
    ],
  ])('reads %s', (_case, line, planned) => {
    expect(parsePlan([line])).toEqual([planned]);
  });

  it.each([
    'Conf sl (5.02-1+b1 Debian:12.1/stable [amd64])',
    'Reading package lists...',
    'NOTE: This is only a simulation!',
    'Remv nginx [1.22.1-9]',
    'Last metadata expiration check: 0:10:11 ago on Sat Nov 21 06:00:00 2026.',
    'OK: 12 MiB in 20 packages',
    '',
    'Inst',
  ])('passes over %j', (line) => {
    expect(parsePlan([line])).toEqual([]);
  });
});

it('fills in where from, where the tool says only where to', () => {
  const planned = [{ name: 'a', from: null, to: '2', security: false }];
  expect(withInstalled(planned, { a: '1' })).toEqual([{ name: 'a', from: '1', to: '2', security: false }]);
});

it('reads versions, and nothing from what is none', () => {
  expect(parseVersions(['bash 5.1', '', 'garbage', 'a b c'])).toEqual({ bash: '5.1' });
});
