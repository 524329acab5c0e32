import { z } from 'zod';
import { bodySchema, roleSchema } from '../policy/roles.ts';

/** Shapes of people, seats, invitations and personal settings. Times are epoch ms. */

/** A seat within one cycle. */
export const cycleSeatSchema = z.object({ body: bodySchema, role: roleSchema });
export type CycleSeat = z.infer<typeof cycleSeatSchema>;

/** Somebody with a seat in the cycle, as every reader of it sees them. */
export const cyclePersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  seats: z.array(cycleSeatSchema),
  /** Told only to who may seat people in the cycle. */
  login: z.string().optional(),
});
export type CyclePerson = z.infer<typeof cyclePersonSchema>;

/** Anybody of the agency, as who may seat people sees them; `seats` are those in the cycle. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  email: z.string().nullable(),
  isActive: z.boolean(),
  hasSecondFactor: z.boolean(),
  seats: z.array(cycleSeatSchema),
});
export type Account = z.infer<typeof accountSchema>;

/** Where letters to a person go; null: nowhere. */
export const emailChangeSchema = z.object({ email: z.email().max(200).nullable() });

/** No person sits in more places of one cycle. */
const maxSeats = 20;
export const seatsRequestSchema = z.object({ seats: z.array(cycleSeatSchema).max(maxSeats) });

const nameSchema = z.string().trim().min(1).max(200);
const passwordSchema = z.string().min(1).max(1000);
const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, 'letters a-z, digits and . _ - @, at least two');

export const maxInvitationDays = 90;
export const invitationRequestSchema = z.object({
  name: nameSchema.optional(),
  email: z.email().max(200).optional(),
  body: bodySchema,
  role: roleSchema,
  days: z.int().min(1).max(maxInvitationDays).default(14),
});
export const invitationMadeSchema = z.object({
  id: z.string(),
  link: z.string(),
  expiresAt: z.int(),
  /** Whether the mail server took the link's letter; `off`: there is none. Null: no address was given. */
  mail: z.enum(['sent', 'failed', 'off']).nullable(),
});
export type Invited = z.infer<typeof invitationMadeSchema>;
/** An invitation that can still be used; its link is told only once, when it is made. */
export const invitationSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  body: bodySchema,
  role: roleSchema,
  expiresAt: z.int(),
  createdAt: z.int(),
  /** The name of who invited. */
  createdBy: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** What the holder of an invitation's link is told before taking it. */
export const invitationOfferSchema = z.object({
  agency: z.string(),
  cycle: z.object({ id: z.string(), title: z.string() }),
  body: bodySchema,
  role: roleSchema,
  name: z.string().nullable(),
});
/** Left out when the signed-in person takes the seat. */
export const invitationTakingSchema = z.object({
  newcomer: z.object({ login: loginSchema, name: nameSchema, password: passwordSchema }).optional(),
});
export const invitationTakenSchema = z.object({ cycle: z.string() });

export const passwordChangeSchema = z.object({ current: passwordSchema, next: passwordSchema });
export const linkMadeSchema = z.object({ link: z.string(), expiresAt: z.int() });
export const passwordResetSchema = z.object({ name: z.string(), login: z.string() });
export const passwordResetRequestSchema = z.object({ password: passwordSchema });

/** One place where the person is signed in; `id` is the public one. */
export const openSessionSchema = z.object({
  id: z.string(),
  createdAt: z.int(),
  /** To the minute; null before the first use. */
  lastSeenAt: z.int().nullable(),
  /** As a person reads it (`Chrome 142 · Windows`). */
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  isCurrent: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;

/** Six digits, or a recovery code; blanks and hyphens do not matter. */
export const codeSchema = z.string().min(6).max(40);
export const secondFactorSchema = z.object({
  isOn: z.boolean(),
  /** Whether one of the person's roles may not be without it. */
  isRequired: z.boolean(),
  recoveryCodesLeft: z.int(),
});
export const secondFactorBeginningSchema = z.object({ password: passwordSchema });
/** `secret` is base32, for typing; `uri` is what the QR code holds. */
export const secondFactorBegunSchema = z.object({ secret: z.string(), uri: z.string() });
export const secondFactorConfirmationSchema = z.object({ code: codeSchema });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export const secondFactorRemovalSchema = z.object({ password: passwordSchema, code: codeSchema });

/** How people of an agency sign in: who holds one of these roles needs a second factor. */
export const signInPolicySchema = z.object({ requireSecondFactor: z.array(roleSchema).max(20) });
export type SignInPolicy = z.infer<typeof signInPolicySchema>;

/** What the sign-in page offers; `oidc` null when it is not set up. */
export const signInOptionsSchema = z.object({ oidc: z.object({ name: z.string() }).nullable() });
/** The password, asked again: a window left open is not enough to bind another's identity to the account. */
export const oidcLinkRequestSchema = z.object({ password: passwordSchema });
/** Where the browser goes to bind an account to the provider. */
export const oidcLinkSchema = z.object({ address: z.string() });
