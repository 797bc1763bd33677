import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';

type ReadBlob = (repository: string, blob: string) => Promise<Buffer>;

/** Runs at hand read the same file some times over; more of them are read again. */
const blobsKept = 50;

/** Reads each blob once, as far as it remembers: the bytes of a blob never change, and GitHub may be away meanwhile. */
export function rememberBlobs(readBlob: ReadBlob): ReadBlob {
  const known = new Map<string, Promise<Buffer>>();
  return (repository, blob) => {
    const key = `${repository.toLowerCase()}\n${blob}`;
    const bytes = known.get(key) ?? readBlob(repository, blob);
    if (!known.has(key) && known.size >= blobsKept) known.delete(known.keys().next().value ?? '');
    known.set(key, bytes);
    // other bytes than those asked for are refused by whoever runs them, and must not stay
    bytes.then(
      (read) => gitBlobId(read) === blob || known.delete(key),
      () => known.delete(key),
    );
    return bytes;
  };
}
