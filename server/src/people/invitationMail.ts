import type { Invited } from '@ruam/shared/api/people.ts';
import type { Database } from '../database/database.ts';
import { escapeHtml, thaiMoment } from '../mail/letterWords.ts';
import type { Letter, Mailer } from '../mail/mailer.ts';
import type { Person } from './actor.ts';

export interface InvitationMailDependencies {
  readonly database: Database;
  /** Null when the server sends no mail. */
  readonly mailer: Mailer | null;
  /** A letter did not go out; who invited is told, and has the link to send it otherwise. */
  readonly mailFailed: (error: unknown) => void;
}

interface MailedInvitation {
  readonly id: string;
  readonly cycle: string;
  readonly link: string;
  readonly expiresAt: number;
  readonly name: string | null;
  readonly email: string | null;
}

/**
 * Sends an invitation's link to the address that was given with it: now or never, as the link is kept nowhere. What
 * became of it; null when no address was given.
 */
export async function mailInvitation(
  { database, mailer, mailFailed }: InvitationMailDependencies,
  inviter: Person,
  invitation: MailedInvitation,
): Promise<Invited['mail']> {
  const { email } = invitation;
  if (email === null) return null;
  if (mailer === null) return 'off';
  const { title, agency } = await database
    .selectFrom('cycle')
    .innerJoin('agency', 'agency.id', 'cycle.agencyId')
    .select(['cycle.title', 'agency.name as agency'])
    .where('cycle.id', '=', invitation.cycle)
    .executeTakeFirstOrThrow();
  try {
    await mailer.send(letterOf({ ...invitation, email, title, agency, inviter: inviter.name }));
    return 'sent';
  } catch (error) {
    mailFailed(error);
    return 'failed';
  }
}

function letterOf(invitation: {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: number;
  readonly name: string | null;
  readonly email: string;
  readonly title: string;
  readonly agency: string;
  readonly inviter: string;
}): Letter {
  const { id, link, expiresAt, name, email, title, agency, inviter } = invitation;
  const greeting = `เรียน ${name ?? 'ท่านผู้รับเชิญ'}`;
  const words = `${inviter} (${agency}) เชิญท่านเข้าร่วม${title}`;
  const how = `ลิงก์นี้ใช้ได้ครั้งเดียว ถึง ${thaiMoment(expiresAt)} ห้ามส่งต่อให้ผู้อื่น`;
  const stranger = 'หากท่านไม่เกี่ยวข้องกับเรื่องนี้ ไม่ต้องดำเนินการใด';
  const html = [
    '<!doctype html><html lang="th"><meta charset="utf-8"><body style="font-family:Sarabun,Tahoma,sans-serif;line-height:1.6">',
    `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(words)}</p>`,
    `<p><a href="${escapeHtml(link)}">เปิดคำเชิญ</a></p>`,
    `<p><small>${escapeHtml(how)}<br>${stranger}</small></p></body></html>`,
  ].join('\n');
  return {
    to: { name: name ?? '', address: email },
    subject: `ร่วม: คำเชิญเข้าร่วม${title}`,
    text: [greeting, '', words, '', link, '', how, stranger, ''].join('\n'),
    html,
    messageId: `<invitation.${id}@${new URL(link).hostname}>`,
    settingsUrl: null,
  };
}
