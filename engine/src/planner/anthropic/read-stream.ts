import type Anthropic from '@anthropic-ai/sdk';
import { noTokens, type TokenUse } from './token-use.js';

export interface StreamedAnswer {
  readonly text: string;
  readonly stop: Anthropic.StopReason | null;
  /** It wanted a tool, though none was offered. */
  readonly wantedTools: readonly string[];
}

/** More text than any plan has; a stream that goes on is not read to its end. In UTF-16 units. */
const longestText = 200_000;

/**
 * Reads a streamed message to its end. Undefined when it stopped before.
 *
 * @param seen told at each event how many tokens were counted so far.
 */
export async function readStream(
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  seen: (use: TokenUse) => void,
): Promise<StreamedAnswer | undefined> {
  let use = noTokens;
  let text = '';
  let stop: Anthropic.StopReason | null = null;
  const wantedTools: string[] = [];
  for await (const event of events) {
    switch (event.type) {
      case 'message_start':
        use = counted(event.message.usage, use);
        break;
      case 'content_block_start':
        if (event.content_block.type === 'text') text += event.content_block.text;
        else if (event.content_block.type.endsWith('tool_use'))
          wantedTools.push('name' in event.content_block ? event.content_block.name : event.content_block.type);
        break;
      case 'content_block_delta':
        if (event.delta.type === 'text_delta') text += event.delta.text;
        break;
      case 'message_delta':
        use = counted(event.usage, use);
        stop = event.delta.stop_reason;
        break;
      case 'message_stop':
        seen(use);
        return { text, stop, wantedTools };
      case 'content_block_stop':
        break;
      default:
        // a kind of event that came after this version: nothing we need
        event satisfies never;
    }
    seen(use);
    if (text.length > longestText) return { text: text.slice(0, longestText), stop, wantedTools };
  }
  return undefined;
}

/** Counts are cumulative; where an event leaves one out, the last stands. */
function counted(
  usage: {
    readonly input_tokens?: number | null;
    readonly output_tokens?: number;
    readonly cache_creation_input_tokens?: number | null;
    readonly cache_read_input_tokens?: number | null;
  },
  before: TokenUse,
): TokenUse {
  return {
    input: usage.input_tokens ?? before.input,
    output: usage.output_tokens ?? before.output,
    cacheWrite: usage.cache_creation_input_tokens ?? before.cacheWrite,
    cacheRead: usage.cache_read_input_tokens ?? before.cacheRead,
  };
}
