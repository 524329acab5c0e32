import { createTransport } from 'nodemailer';

/** A letter to one person. */
export interface Letter {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names it: a letter that is sent again keeps its id. */
  readonly messageId: string;
  /** Where the reader says that they want no more of these; null for a letter that comes once. */
  readonly settingsUrl: string | null;
}

export interface Mailer {
  /** Resolves when the mail server has taken the letter. Rejects with MailRefused, or when it cannot be reached. */
  send(letter: Letter): Promise<void>;
}

/** The mail server answered, and did not take the letter. `isFinal`: it will not take it later either. */
export class MailRefused extends Error {
  readonly isFinal: boolean;

  constructor(responseCode: number, message: string) {
    super(message);
    this.isFinal = responseCode >= 500;
  }
}

const timeoutMs = 15_000;

/** @param url smtp:// or smtps://, with user and password in it if the server asks for them */
export function createMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ settingsUrl, ...letter }) {
      try {
        await transport.sendMail({
          ...letter,
          from,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(settingsUrl === null ? {} : { list: { unsubscribe: { url: settingsUrl, comment: 'settings' } } }),
        });
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
        if (error instanceof Error && typeof code === 'number') throw new MailRefused(code, error.message);
        throw error;
      }
    },
  };
}
