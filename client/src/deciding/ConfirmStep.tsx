import { Button } from '@mantine/core';
import { IconCertificate, IconLock, IconLockOpen, IconPencil, IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** The last step of a decision, in its form: what it does, what went wrong, and the button that records it. */
export function ConfirmStep({
  approves,
  failure,
  isChanged,
  isPending,
  isBlocked,
}: {
  approves: boolean;
  failure: unknown;
  /** Whether the text is another than the one that was looked at. */
  isChanged: boolean;
  isPending: boolean;
  isBlocked: boolean;
}) {
  const { t } = useTranslation();
  return (
    <section className="decide-confirm">
      <Effects approves={approves} />
      <FormError error={failure} />
      <div aria-live="assertive">
        {failure !== null && <p className="decide-note">{t('deciding.form.failed')}</p>}
        {isChanged && <p className="decide-error">{t('deciding.changed.must')}</p>}
      </div>
      <Button
        type="submit"
        size="md"
        fullWidth
        loading={isPending}
        disabled={isBlocked}
        leftSection={<IconRubberStamp size={20} stroke={1.75} aria-hidden />}
      >
        {t(`deciding.form.confirm.${approves ? 'approve' : 'decide'}`)}
      </Button>
    </section>
  );
}

function Effects({ approves }: { approves: boolean }) {
  const { t } = useTranslation();
  const effects = approves
    ? ([
        ['lock', IconLock],
        ['certificate', IconCertificate],
        ['reopen', IconLockOpen],
      ] as const)
    : ([['open', IconPencil]] as const);
  return (
    <ul className="decide-effects">
      {effects.map(([effect, Icon]) => (
        <li key={effect}>
          <Icon size={18} stroke={1.75} aria-hidden />
          <span>
            <ThaiText>{t(`deciding.form.effects.${effect}`)}</ThaiText>
          </span>
        </li>
      ))}
    </ul>
  );
}
