import { IconAlertTriangle, IconEye, IconLifebuoy, IconLock, IconWifiOff } from '@tabler/icons-react';
import { Children, type ReactNode } from 'react';
import { ThaiText } from './ThaiText.tsx';
import './banner.css';

/** What a banner is about; it decides icon, colour and how urgently it is read out. */
export type BannerKind = 'lock' | 'readonly' | 'offline' | 'refused' | 'warning';

const icons = {
  lock: IconLock,
  readonly: IconEye,
  offline: IconWifiOff,
  refused: IconLifebuoy,
  warning: IconAlertTriangle,
} as const;

/** A standing state or a trouble in two lines: what happened, then what is safe and what to do. */
export function Banner({
  kind,
  title,
  children,
  action,
}: {
  kind: BannerKind;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Icon = icons[kind];
  return (
    <div className="banner" data-kind={kind} role={kind === 'lock' || kind === 'refused' ? 'alert' : 'status'}>
      <Icon aria-hidden size={21} stroke={1.75} />
      <div>
        <strong>
          <ThaiText>{title}</ThaiText>
        </strong>
        {children !== undefined && (
          <div className="banner-more">
            {Children.map(children, (child) => (typeof child === 'string' ? <ThaiText>{child}</ThaiText> : child))}
          </div>
        )}
      </div>
      {action !== undefined && <div className="banner-action">{action}</div>}
    </div>
  );
}
