import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Point } from '../api/types.ts';
import { Panel } from './panel.tsx';

/** A line of a chart. */
export interface Line {
  readonly name: string;
  /** Which of the page's colours, such as `good`. */
  readonly colour: string;
  readonly isDashed?: boolean;
  readonly read: (point: Point) => number | null;
}

interface ChartProps {
  readonly title: string;
  readonly area: string;
  readonly points: readonly Point[];
  readonly lines: readonly Line[];
  readonly format: (value: number | null) => string;
  readonly isLogarithmic?: boolean;
}

/** uPlot declares a const enum, of which nothing is left to import. */
const logarithmic = 3 as unknown as UPlot.Scale.Distr;
/** So many seconds are shown. */
const spanSec = 300;

/** The last minutes as lines, the newest at the right. */
export function Chart({ title, area, points, lines, format, isLogarithmic = false }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | undefined>(undefined);
  const data = dataOf(points, lines);
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const { current: element } = box;
    if (element === null) return undefined;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new UPlot(optionsOf(element, lines, format, isLogarithmic), latest.current, element);
    };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const sizes = new ResizeObserver(() => chart.current?.setSize(sizeOf(element)));
    draw();
    sizes.observe(element);
    scheme.addEventListener('change', draw);
    return () => {
      scheme.removeEventListener('change', draw);
      sizes.disconnect();
      chart.current?.destroy();
    };
  }, []);

  useEffect(() => chart.current?.setData(data), [points]);

  const last = points.at(-1);
  return (
    <Panel
      title={title}
      area={area}
      aside={
        <ul class="legend">
          {lines.map(({ name, colour, isDashed = false, read }) => (
            <li key={name}>
              <i class={`key key-${colour}${isDashed ? ' key-dashed' : ''}`} />
              {name} <b>{format(last === undefined ? null : read(last))}</b>
            </li>
          ))}
        </ul>
      }
    >
      <div
        ref={box}
        class="chart"
        role="img"
        aria-label={`${title} of the last five minutes; the last values stand above.`}
      />
    </Panel>
  );
}

function dataOf(points: readonly Point[], lines: readonly Line[]): UPlot.AlignedData {
  const last = points.at(-1)?.second ?? 0;
  const shown = points.slice(-spanSec);
  return [shown.map(({ second }) => second - last), ...lines.map(({ read }) => shown.map(read))];
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): { width: number; height: number } {
  return { width: Math.max(clientWidth, 100), height: Math.max(clientHeight, 60) };
}

function optionsOf(
  element: HTMLElement,
  lines: readonly Line[],
  format: ChartProps['format'],
  isLogarithmic: boolean,
): UPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colour('quiet'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
  };
  return {
    ...sizeOf(element),
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 16, 0, 0],
    scales: {
      x: { time: false, range: [-spanSec, 0] },
      y: isLogarithmic
        ? { distr: logarithmic, range: (_chart, min, max) => logRange(min, max) }
        : { range: (_chart, _min, max) => [0, Math.max(5, (max ?? 0) * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        splits: () => [-300, -240, -180, -120, -60, 0],
        values: (_chart, splits) => splits.map((at) => (at === 0 ? 'now' : `${at / 60} min`)),
      },
      {
        ...axis,
        size: 56,
        ...(isLogarithmic && {
          splits: (_chart: UPlot, _axis: number, min: number, max: number) => decades(min, max),
        }),
        // Where there is no room for each, uPlot leaves some out.
        values: (_chart, splits) =>
          splits.map((value: number | null) => (value === null ? '' : format(value))),
      },
    ],
    series: [
      {},
      ...lines.map(({ colour: name, isDashed = false }) => ({
        stroke: colour(name),
        width: 1.5,
        ...(isDashed && { dash: [5, 4] }),
        points: { show: false },
        spanGaps: true,
      })),
    ],
  };
}

/** Whole decades: the axis does not move with every second. */
function logRange(min: number | null, max: number | null): [number, number] {
  const low = 10 ** Math.floor(Math.log10(Math.max(min ?? 1, 0.1)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(max ?? 10, 0.2)));
  return [low, Math.max(high, low * 100)];
}

function decades(min: number, max: number): number[] {
  const found: number[] = [];
  for (let at = min; at <= max * 1.001; at *= 10) found.push(at);
  return found;
}
