/**
 * Why a server gives no answer: a message for the owner of the site, which the box writes on the console, and as `reason`
 * the string of the box that tells its reader.
 */
export class Problem extends Error {
  constructor(reason, message, cause) {
    super(message, { cause });
    this.name = "Problem";
    this.reason = reason;
  }
}

/** The server cannot be reached now: the connection, or the server itself. */
export const AWAY = "notLoaded";
/** The page forbids it. */
export const FORBIDDEN = "policyForbids";
/** Only the owner of the site can mend it. */
export const OUT_OF_ORDER = "outOfOrder";
