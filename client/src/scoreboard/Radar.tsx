import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { useTranslation } from 'react-i18next';
import { LevelShape } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import './charts.css';

/** One axis: a process category with its level, and the level of the outline: one it would reach, or had before. */
export interface RadarAxis {
  readonly code: string;
  readonly title: string;
  readonly level: Level | null;
  readonly after: Level | null;
}

const center = { x: 170, y: 122 };
const radius = 78;
const rings = [1, 2, 3] as const;
const glyph = 15;

/** The level of every process category; the dashed outline is a supposed next step, or an earlier year. */
export function Radar({ axes, hasNext }: { axes: readonly RadarAxis[]; hasNext: boolean }) {
  const { t } = useTranslation();
  const at = (index: number, rank: number) => {
    const angle = -Math.PI / 2 + (index * 2 * Math.PI) / axes.length;
    const length = (radius * rank) / 3;
    return { x: center.x + length * Math.cos(angle), y: center.y + length * Math.sin(angle) };
  };
  const outline = (rankOf: (axis: RadarAxis) => number): string =>
    axes
      .map((axis, index) => at(index, rankOf(axis)))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' ');
  const label = axes.map(({ code, level }) => `${code} ${t(`level.${level ?? 'none'}`)}`).join(', ');
  return (
    <svg className="radar" viewBox="0 0 340 244" role="img" aria-label={`${t('board.radar.title')}: ${label}`}>
      {rings.map((rank) => (
        <polygon key={rank} className="radar-ring" points={outline(() => rank)} />
      ))}
      {axes.map(({ code }, index) => {
        const end = at(index, 3);
        return <line key={code} className="radar-ring" x1={center.x} y1={center.y} x2={end.x} y2={end.y} />;
      })}
      <polygon className="radar-now" points={outline(({ level }) => levelRank(level))} />
      {hasNext && <polygon className="radar-then" points={outline(({ after }) => levelRank(after))} />}
      {axes.map(({ code, level }, index) => {
        const { x, y } = at(index, levelRank(level));
        return (
          <svg
            key={code}
            className={`radar-note ${levelClass(level)}`}
            x={x - glyph / 2}
            y={y - glyph / 2}
            width={glyph}
            height={glyph}
            viewBox="-4 -4 32 32"
            aria-hidden="true"
          >
            <LevelShape level={level} />
          </svg>
        );
      })}
      {axes.map((axis, index) => (
        <AxisName key={axis.code} axis={axis} at={at(index, 3)} />
      ))}
    </svg>
  );
}

function AxisName({ axis, at }: { axis: RadarAxis; at: { readonly x: number; readonly y: number } }) {
  const side = Math.abs(at.x - center.x) < 1 ? 'middle' : at.x > center.x ? 'start' : 'end';
  const shift = side === 'middle' ? 0 : side === 'start' ? 13 : -13;
  const drop = side === 'middle' ? (at.y < center.y ? -16 : 27) : 5;
  return (
    <text className="radar-name" x={at.x + shift} y={at.y + drop} textAnchor={side}>
      <tspan className="radar-code">{axis.code}</tspan> {axis.title}
    </text>
  );
}
