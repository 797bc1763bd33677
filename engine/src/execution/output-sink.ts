/** One execution of one step on one server. */
export interface OutputKey {
  readonly runId: string;
  readonly stepId: string;
  readonly server: string;
  readonly attempt: number;
}

export interface OutputChunk extends OutputKey {
  readonly stream: 'stdout' | 'stderr';
  /** Where in the stream the bytes begin. */
  readonly offset: number;
  readonly bytes: Buffer;
}

/** Where every byte that a step prints is kept. */
export interface OutputSink {
  /** Chunks of one stream come in order and without gaps; awaited, so that a slow store slows the reading down. */
  append(chunk: OutputChunk): Promise<void>;
  /** How much of each stream is kept already. */
  offsets(key: OutputKey): Promise<{ readonly stdout: number; readonly stderr: number }>;
}
