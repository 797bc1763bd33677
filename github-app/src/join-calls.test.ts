import { describe, expect, it } from 'vitest';
import { joinCalls } from './join-calls.js';

/** Work whose every call is ended by hand. */
function stage() {
  const begun: { readonly input: string; end(error?: Error): void }[] = [];
  const call = joinCalls<string>(
    (input) => input.split(':')[0] ?? '',
    (input) =>
      new Promise((resolve, reject) => {
        begun.push({ input, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
  );
  return { begun, call, inputs: () => begun.map(({ input }) => input) };
}

describe('joinCalls', () => {
  it('lets a call through at once, and the next after its end as well', async () => {
    const { begun, call, inputs } = stage();
    const first = call('a:1');
    expect(inputs()).toEqual(['a:1']);
    begun[0]?.end();
    await first;
    void call('a:2');
    expect(inputs()).toEqual(['a:1', 'a:2']);
  });
  it('makes one of all that come while one is under way, begun after it', async () => {
    const { begun, call, inputs } = stage();
    const first = call('a:1');
    const later = Promise.all(Array.from({ length: 99 }, (_, index) => call(`a:${index + 2}`)));
    expect(inputs()).toEqual(['a:1']);
    begun[0]?.end();
    await first;
    await Promise.resolve();
    expect(inputs()).toEqual(['a:1', 'a:2']);
    // who comes now came after the second began
    const last = call('a:101');
    begun[1]?.end();
    await later;
    await Promise.resolve();
    expect(inputs()).toEqual(['a:1', 'a:2', 'a:101']);
    begun[2]?.end();
    await last;
  });
  it('keeps nobody waiting for what is about something else', () => {
    const { call, inputs } = stage();
    void call('a:1');
    void call('b:1');
    expect(inputs()).toEqual(['a:1', 'b:1']);
  });
  it('tells a failure to those alone who waited for it', async () => {
    const { begun, call } = stage();
    const first = call('a:1');
    const second = call('a:2');
    begun[0]?.end(new Error('Temporal is away'));
    await expect(first).rejects.toThrow('Temporal is away');
    begun[1]?.end();
    await second;
  });
});
