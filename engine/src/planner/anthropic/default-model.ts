/** Asked when ANTHROPIC_MODEL names no other. */
export const defaultModel = 'claude-sonnet-5-5';
