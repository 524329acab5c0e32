import { IconEye, IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Access } from './boardRows.ts';

const icons = { locked: IconLock, write: IconPencil, read: IconEye } as const;

/** Lock, pencil or eye, with the reason. */
export function AccessMark({ access, category }: { access: Access; category: string }) {
  const { t } = useTranslation();
  const Icon = icons[access];
  const reason = t(`access.${access}`, { category });
  return (
    <span title={reason}>
      <Icon size={18} stroke={1.75} role="img" aria-label={reason} />
    </span>
  );
}
