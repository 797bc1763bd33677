import { connect, constants } from 'node:http2';

const CALL_TIMEOUT_MS = 2_000;
const METHOD = '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace';

/**
 * Whether the Temporal frontend at `address` answers for a namespace, which takes its database too. One gRPC call made
 * by hand, since devstack needs no client otherwise: HTTP/2, a five-byte frame header (flag, length), then
 * DescribeNamespaceRequest, whose field 1 is the name. False for any failure.
 */
export function describesNamespace(address: string, namespace: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${address}`);
    const finish = (answer: boolean): void => {
      session.destroy();
      resolve(answer);
    };
    session.setTimeout(CALL_TIMEOUT_MS, () => finish(false));
    session.on('error', () => finish(false));
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: METHOD,
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
      [constants.HTTP2_HEADER_TE]: 'trailers',
    });
    stream.on('error', () => finish(false));
    // A refusal comes without a body: its status then stands in the headers.
    stream.on('response', (headers) => headers['grpc-status'] !== undefined && finish(headers['grpc-status'] === '0'));
    stream.on('trailers', (trailers) => finish(trailers['grpc-status'] === '0'));
    stream.resume();
    stream.end(frame(namespace));
  });
}

function frame(namespace: string): Buffer {
  const name = Buffer.from(namespace, 'utf8');
  // One length byte is enough below 128; Temporal's own limit would allow more, the names we use are short.
  if (name.length > 125) throw new RangeError(`A namespace of ${name.length} bytes; use one of 125 at most.`);
  return Buffer.concat([Buffer.from([0, 0, 0, 0, name.length + 2, 0x0a, name.length]), name]);
}
