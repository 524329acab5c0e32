import { IconCertificate, IconLock, IconLockOpen, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What a confirmation does. */
export function Effects({ approves }: { approves: boolean }) {
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
