import type { NotificationSettingsAnswer, NotificationSettingsChange } from '@ruam/shared/api/notifications.ts';
import {
  defaultSetting,
  type NotificationKind,
  type NotificationSetting,
  notificationKindSchema,
  notificationKinds,
} from '@ruam/shared/notifications/kinds.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** Of each person what they have set, or the default, for one kind. */
export type SettingOf = (personId: string, kind: NotificationKind) => NotificationSetting;

/** The settings of some people. */
export async function settingsOf(
  database: Database | DatabaseTransaction,
  personIds: readonly string[],
): Promise<SettingOf> {
  const rows =
    personIds.length === 0
      ? []
      : await database.selectFrom('notificationSetting').selectAll().where('personId', 'in', personIds).execute();
  const set = new Map(
    rows.map(({ personId, kind, inApp, mail }) => [`${personId} ${kind}`, { inApp: inApp === 1, mail }]),
  );
  return (personId, kind) => set.get(`${personId} ${kind}`) ?? defaultSetting(kind);
}

/** What a person is told of, and how, as the settings page shows it. */
export async function readSettings(
  database: Database,
  personId: string,
  isMailSent: boolean,
): Promise<NotificationSettingsAnswer> {
  const settingOf = await settingsOf(database, [personId]);
  const person = await database.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirst();
  const settings = Object.fromEntries(notificationKinds.map((kind) => [kind, settingOf(personId, kind)]));
  return {
    settings: settings as NotificationSettingsAnswer['settings'],
    mail: { isSent: isMailSent, hasAddress: Boolean(person?.email) },
  };
}

/** Sets the kinds that `change` names. It holds for what happens from now on. */
export async function changeSettings(
  database: Database,
  personId: string,
  change: NotificationSettingsChange,
): Promise<void> {
  const rows = Object.entries(change).map(([kind, { inApp, mail }]) => ({
    personId,
    kind: notificationKindSchema.parse(kind),
    inApp: inApp ? 1 : 0,
    mail,
  }));
  if (rows.length === 0) return;
  await database
    .insertInto('notificationSetting')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'kind'])
        .doUpdateSet(({ ref }) => ({ inApp: ref('excluded.inApp'), mail: ref('excluded.mail') })),
    )
    .execute();
}
