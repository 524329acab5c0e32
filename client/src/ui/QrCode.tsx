import { create } from 'qrcode';

/** Modules of white around a code, without which it is not read. */
const quiet = 4;

/** An address as a QR code, dark on white in both themes. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules;
  const whole = size + 2 * quiet;
  const path = Array.from(data, (isDark, index) =>
    isDark ? `M${(index % size) + quiet} ${Math.floor(index / size) + quiet}h1v1h-1z` : '',
  ).join('');
  return (
    <svg
      className="ruam-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
