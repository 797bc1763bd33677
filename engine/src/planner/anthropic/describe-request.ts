import type { Inventory } from '@chatops-commander/schemas';
import { cleanText } from '../../request/clean-text.js';
import { fold } from '../../request/fold.js';
import type { PlanContext, RecentEvent } from '../planner.js';
import { mapTexts } from './address-book.js';

const mostMessages = 30;
/** UTF-16 units of one earlier message, of one finding's output, and of all findings. */
const longestMessage = 1_500;
const longestOutput = 4_000;
const mostFindings = 60;
const mostEvents = 8;

/**
 * The request as data: who said what, what was offered, what looking showed, what happened lately to what is named.
 * Hidden text is taken out, long text is cut, and both are said. Each text goes through `hide` whole, before it is cut
 * or becomes part of JSON: half a secret, or one with escapes in it, would no longer be known as one.
 */
export function describeRequest(
  context: PlanContext,
  { lookedBefore, hide }: { readonly lookedBefore: number; readonly hide: (text: string) => string },
): object {
  const { openProposals, findings, inventory } = context;
  // again after the cleaning, which joins what invisible characters had split
  const shown = (text: string): string => hide(cleanText(hide(text)).text);
  return {
    request: { by: context.source.requester, text: clip(shown(context.text), longestMessage * 3) },
    ...(context.issue === undefined
      ? {}
      : {
          issue: {
            by: context.issue.login,
            title: clip(shown(context.issue.title), longestMessage),
            text: clip(shown(context.issue.text), longestMessage),
          },
        }),
    thread: context.thread.slice(-mostMessages).map(({ by, login, text }) => ({
      by: by === 'bot' ? 'chatops' : (login ?? 'somebody'),
      text: clip(shown(text), longestMessage),
    })),
    offered: openProposals.map(({ title, template, servers }, index) => ({
      number: index + 1,
      title: title.en,
      template,
      servers,
    })),
    findings: findings.slice(0, mostFindings).map(({ uses, server, ok, outputs, summary }) => ({
      uses,
      server,
      ok,
      summary: summary.en,
      outputs: clip(JSON.stringify(mapTexts(outputs, shown)), longestOutput),
    })),
    lately: concerning(
      context.recent ?? [],
      [context.text, context.issue?.title ?? '', ...context.thread.map(({ text }) => text)].join('\n'),
      inventory,
    ),
    mayLookAgain: lookedBefore < mostLooks,
  };
}

/** So often a planner may look before it has to say something; the workflow stops one that goes on. */
export const mostLooks = 2;

/** Runs and alerts of servers that the words name, by name or by a service or alias that runs there. */
function concerning(recent: readonly RecentEvent[], words: string, inventory: Inventory): readonly RecentEvent[] {
  const folded = ` ${fold(words).replace(/[^a-z0-9._-]+/g, ' ')} `;
  const says = (name: string): boolean => folded.includes(` ${fold(name).replace(/[^a-z0-9._-]+/g, ' ')} `);
  const services = Object.entries(inventory.services ?? {})
    .filter(([name, { aliases = [] }]) => [name, ...aliases].some(says))
    .map(([name]) => name);
  return recent
    .filter(({ servers, title }) => servers.some(says) || services.some((name) => fold(title).includes(fold(name))))
    .slice(0, mostEvents);
}

const clip = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)} … (${text.length - longest} more characters left out)`;
