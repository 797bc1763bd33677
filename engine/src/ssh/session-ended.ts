/** The shell on the server went away in the middle of an answer; whoever has the lease knows why. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
  constructor() {
    super('The shell on the server ended before its answer was complete; ask again on another session.');
  }
}
