/** Invitations, password resets, second factors, foreign identities. */
export interface PeopleTables {
  person: {
    id: string;
    agencyId: string;
    login: string;
    name: string;
    /** PHC string, argon2id. */
    passwordHash: string;
    active: number;
    /** 1 for a role account of the trial. */
    sample: number;
    createdAt: number;
    /** Given by who invited; a provider's verified address must be exactly this one to be bound to the person. */
    email: string | null;
  };
  session: {
    /** SHA-256 of the session id; the id itself is only in the cookie. */
    idHash: string;
    /** Names the session in lists and revocation. */
    publicId: string;
    personId: string;
    expiresAt: number;
    createdAt: number;
    lastSeenAt: number | null;
    userAgent: string | null;
    address: string | null;
  };
  /** A link that was given out, by the SHA-256 of its token: an invitation or a password reset. */
  personToken: {
    tokenHash: string;
    /** Names the link in lists and revocation. */
    id: string;
    kind: 'invitation' | 'passwordReset';
    agencyId: string;
    /** In which cycle the seat is; null for a password reset. */
    cycleId: string | null;
    /** Whose password; null for an invitation. */
    personId: string | null;
    /** JSON of `InvitationOffer` (server/src/people/tokens.ts); `{}` for a password reset. */
    content: string;
    expiresAt: number;
    createdBy: string | null;
    createdAt: number;
    usedAt: number | null;
  };
  /** TOTP; the secret is encrypted with a key outside the database. */
  secondFactor: {
    personId: string;
    secret: string;
    confirmedAt: number | null;
    /** The last time step that was used: none is taken twice. */
    lastStep: number | null;
    /** JSON: hashes of the recovery codes that are left. */
    recoveryHashes: string;
  };
  foreignIdentity: { issuer: string; subject: string; personId: string; at: number };
}
