import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconBulb, IconChevronRight, IconGavel, IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { NotificationLine } from './NotificationLine.tsx';
import { countWaiting, type Waiting } from './waiting.ts';

/** Everything that waits for the person; each line leads to where it is done. */
export function WaitingList({
  cycle,
  waiting,
  items,
}: {
  cycle: string;
  waiting: Waiting;
  items: readonly ItemAnswer[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = countWaiting(waiting);
  const { ownRescues, asked, notes, decisions, givenBack } = waiting;
  if (count === 0) {
    return (
      <section className="work-nothing ruam-paper">
        <h2>{t('notifications.work.nothing')}</h2>
        <p>
          <ThaiText>{t('notifications.work.nothingAdvice')}</ThaiText>
        </p>
      </section>
    );
  }
  const categoryOf = (code: string) => items.find((item) => item.code === code)?.category ?? code;
  return (
    <section aria-labelledby="work-waiting">
      <h2 id="work-waiting">{t('notifications.work.waiting', { count })}</h2>
      <ul className="work-list ruam-paper">
        {ownRescues > 0 && (
          <li>
            <Link href={paths.rescues(cycle)} className="notification" data-kind="rescue">
              <IconLifebuoy size={20} stroke={1.75} aria-hidden />
              <span className="notification-words">
                <span>
                  <ThaiText>{t('notifications.work.ownRescues', { count: ownRescues })}</ThaiText>
                </span>
              </span>
              <IconChevronRight size={18} stroke={1.75} aria-hidden />
            </Link>
          </li>
        )}
        {givenBack.map(({ code, category, status }) => (
          <li key={code}>
            <Link href={paths.item(cycle, category, code)} className="notification">
              <IconGavel size={20} stroke={1.75} aria-hidden />
              <span className="notification-words">
                <span>
                  <ThaiText>
                    {t(`notifications.work.${status === 'returned' ? 'returned' : 'reopened'}`, { code })}
                  </ThaiText>
                </span>
                <small>{t('notifications.work.claimAgain')}</small>
              </span>
              <IconChevronRight size={18} stroke={1.75} aria-hidden />
            </Link>
          </li>
        ))}
        {asked.map((one) => (
          <li key={one.id}>
            <NotificationLine notification={one} isOtherCycle={false} />
          </li>
        ))}
        {notes.map((note) => (
          <li key={note.document}>
            <Link href={paths.item(cycle, categoryOf(note.item), note.item)} className="notification">
              <IconBulb size={20} stroke={1.75} aria-hidden />
              <span className="notification-words">
                <span>
                  <ThaiText>{t('notifications.work.note')}</ThaiText>
                </span>
                <small>
                  {[
                    t('notifications.place', { place: note.item }),
                    note.author?.name,
                    note.submittedAt === null ? undefined : format.moment(note.submittedAt, Date.now()),
                  ]
                    .filter((one) => one !== undefined)
                    .join(' · ')}
                </small>
              </span>
              <IconChevronRight size={18} stroke={1.75} aria-hidden />
            </Link>
          </li>
        ))}
        {decisions.length > 0 && (
          <li className="work-decisions">
            <IconGavel size={20} stroke={1.75} aria-hidden />
            <span>
              <span>{t('notifications.work.decisions', { count: decisions.length })}</span>
              <span className="work-codes">
                {decisions.map(({ code }) => (
                  <Link
                    key={code}
                    href={paths.decide(cycle, code)}
                    aria-label={t('notifications.work.decide', { code })}
                  >
                    {code}
                  </Link>
                ))}
              </span>
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}
