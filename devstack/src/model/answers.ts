import type { ServerResponse } from 'node:http';

/** How one call is answered. Ends the response, or leaves it open on purpose. */
export type Play = (response: ServerResponse, call: ModelCall) => void;
export interface ModelCall {
  /** As it came over the wire. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Usage {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
}
const usual: Usage = {
  input_tokens: 900,
  cache_creation_input_tokens: 20_000,
  cache_read_input_tokens: 0,
  output_tokens: 120,
};

/** A whole message of this text; an object becomes its JSON. */
export const says =
  (what: string | object, { stop = 'end_turn', usage = usual }: { stop?: string; usage?: Usage } = {}): Play =>
  (response) => {
    begin(response, usage);
    const text = typeof what === 'string' ? what : JSON.stringify(what);
    writeText(response, text);
    end(response, stop, usage);
  };

/** A call of a tool, whether one was offered or not. */
export const callsTool =
  (name: string, input: object): Play =>
  (response) => {
    begin(response, usual);
    event(response, 'content_block_start', {
      index: 0,
      content_block: { type: 'tool_use', id: 'toolu_01', name, input: {} },
    });
    event(response, 'content_block_delta', {
      index: 0,
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
    });
    event(response, 'content_block_stop', { index: 0 });
    end(response, 'tool_use', usual);
  };

/** An error before anything is streamed. */
export const fails =
  (status: number, headers: Readonly<Record<string, string>> = {}, message = 'made up'): Play =>
  (response) => {
    const type = status === 429 ? 'rate_limit_error' : status === 529 ? 'overloaded_error' : 'api_error';
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ type: 'error', error: { type, message } }));
  };

/** An error event after the stream began. */
export const failsWithin =
  (type: string): Play =>
  (response) => {
    begin(response, usual);
    event(response, 'error', { error: { type, message: 'made up' } });
    response.end();
  };

/** The beginning of an answer, and then the connection is gone. */
export const breaksOff =
  (text: string): Play =>
  (response) => {
    begin(response, usual);
    writeText(response, text, () => response.destroy());
  };

/** The beginning of an answer, and then a proper end of the response instead of one of the message. */
export const endsEarly =
  (text: string): Play =>
  (response) => {
    begin(response, usual);
    writeText(response, text, () => response.end());
  };

/** An answer of which another letter comes each time that `more` is called. */
export function drips(): { readonly play: Play; more(): void } {
  let open: ServerResponse | undefined;
  return {
    play(response) {
      open = response;
      begin(response, usual);
      event(response, 'content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
    },
    more() {
      if (open !== undefined)
        event(open, 'content_block_delta', { index: 0, delta: { type: 'text_delta', text: '{' } });
    },
  };
}

/** The beginning of an answer, then nothing more; the connection stays. */
export const stalls =
  (text: string, stalled: () => void): Play =>
  (response) => {
    begin(response, usual);
    writeText(response, text, stalled);
  };

function begin(response: ServerResponse, usage: Usage): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_made_up' });
  event(response, 'message_start', {
    message: {
      id: 'msg_made_up',
      type: 'message',
      role: 'assistant',
      model: 'made-up',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, output_tokens: 1 },
    },
  });
  event(response, 'ping', {});
}

/** In two pieces, as text arrives. */
function writeText(response: ServerResponse, text: string, written?: () => void): void {
  const middle = Math.ceil(text.length / 2);
  event(response, 'content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  for (const piece of [text.slice(0, middle), text.slice(middle)])
    event(response, 'content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } });
  event(response, 'content_block_stop', { index: 0 }, written);
}

function end(response: ServerResponse, stop: string, usage: Usage): void {
  event(response, 'message_delta', {
    delta: { stop_reason: stop, stop_sequence: null },
    usage: { output_tokens: usage.output_tokens },
  });
  event(response, 'message_stop', {});
  response.end();
}

function event(response: ServerResponse, type: string, data: object, written?: () => void): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`, () => written?.());
}
