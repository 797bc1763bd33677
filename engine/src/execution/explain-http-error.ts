import type { Localized } from '../actions/action.js';

/** Why there was no HTTP answer, from the error that Node gives; the time limit in milliseconds. */
export function explainHttpError(error: unknown, timeoutMs: number): Localized {
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    const seconds = Math.round(timeoutMs / 100) / 10;
    return { en: `no answer within ${seconds} s`, fr: `pas de réponse en ${String(seconds).replace('.', ',')} s` };
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  switch (code) {
    case 'ECONNREFUSED':
      return {
        en: 'the connection is refused: nothing listens there',
        fr: "connexion refusée : rien n'écoute à cette adresse",
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { en: 'the name cannot be resolved', fr: "le nom de domaine n'a pas pu être résolu" };
    case 'ECONNRESET':
    case 'EPIPE':
      return { en: 'the connection was closed before an answer came', fr: 'connexion coupée avant la réponse' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return { en: 'the host cannot be reached', fr: 'hôte injoignable' };
    case 'CERT_HAS_EXPIRED':
      return { en: 'the TLS certificate has expired', fr: 'le certificat TLS a expiré' };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return {
        en: 'the TLS certificate is not signed by an authority that the worker trusts',
        fr: "le certificat TLS n'est pas signé par une autorité reconnue par le worker",
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { en: 'the TLS certificate is for another name', fr: "le certificat TLS est celui d'un autre nom" };
    default: {
      const detail = error instanceof Error ? error.message : String(error);
      return { en: `no answer: ${detail}`, fr: `pas de réponse : ${detail}` };
    }
  }
}
