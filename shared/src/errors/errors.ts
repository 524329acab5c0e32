/**
 * Every error that leaves the server: code → HTTP status. The interface picks its words by code
 * (client/src/i18n), so a code is never reused with another meaning.
 */
export const errorStatus = {
  badRequest: 400,
  badCredentials: 401,
  notSignedIn: 401,
  secondFactorNeeded: 401,
  badCode: 401,
  badOrigin: 403,
  forbidden: 403,
  accountSuspended: 403,
  secondFactorRequired: 403,
  notFound: 404,
  projectorCode: 404,
  locked: 409,
  levelsRevealed: 409,
  noMeeting: 409,
  notApproved: 409,
  notClaimed: 409,
  notCommitted: 409,
  textChanged: 409,
  keyUsed: 409,
  notSubmitted: 409,
  alreadyAnswered: 409,
  replaced: 409,
  registerChanged: 409,
  lastSeat: 409,
  meetingState: 409,
  meetingRunning: 409,
  numberTaken: 409,
  consoleTaken: 409,
  voteClosed: 409,
  inUse: 409,
  loginTaken: 409,
  secondFactorOn: 409,
  linkGone: 410,
  tooLarge: 413,
  unknownFormat: 415,
  invalid: 422,
  weakPassword: 422,
  noText: 422,
  notUnderstood: 422,
  tooManyAttempts: 429,
  tooManyRequests: 429,
  internal: 500,
  unavailable: 503,
  noPrinter: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Whether it is one of the list. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatus, code);
}

/** The body of every error answer. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown };
}

/** An error that a caller can act on. `message` is English for logs and API users; people read words chosen by `code`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details?: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    if (details !== undefined) this.details = details;
  }
}
