/** Set-up cannot go on, for a reason that its message explains: what is shown is the message, not a stack. */
export class SetupStopped extends Error {}
