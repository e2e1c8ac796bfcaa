// What runs in the page of a report, behind uPlot: draws the charts from the data that stands in the page.
'use strict';

(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const setTheme = (theme) => {
    root.dataset.theme = theme;
    drawAll();
  };
  const holder = document.getElementById('data');
  const data = holder === null ? undefined : JSON.parse(holder.textContent);
  let charts = [];

  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  // As in the tables, which record/report/wording.ts writes.
  const formatMs = (ms) => {
    if (ms === null || ms === undefined) return '–';
    if (ms < 10) return `${Number(ms.toPrecision(2))} ms`;
    if (ms < 999.5) return `${Math.round(ms)} ms`;
    return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`;
  };
  const formatSeconds = (seconds) => {
    if (seconds === null || seconds === undefined) return '–';
    if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
    const whole = Math.round(seconds);
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return `${h > 0 ? `${h}h` : ''}${m}m${s > 0 ? `${s}s` : ''}`;
  };
  const setApart = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
  const formatRate = (rate) =>
    rate === null || rate === undefined ? '–' : `${setApart(Number(rate.toFixed(1)))}/s`;
  const formatClock = (seconds) =>
    new Date(seconds * 1000).toLocaleTimeString('sv-SE', { timeZone: data.timeZone ?? 'UTC' });

  /** As much of date and time as tells the marks of an axis apart. */
  const formatMark = (at, step, span) => {
    if (step < 60) return formatClock(at);
    const minute = formatClock(at).slice(0, 5);
    if (span <= 86_400) return minute;
    const date = new Date(at * 1000)
      .toLocaleDateString('sv-SE', { timeZone: data.timeZone ?? 'UTC' })
      .slice(5);
    return step < 86_400 ? `${date} ${minute}` : date;
  };

  const axis = (more) => ({
    stroke: colour('dim'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line'), width: 1 },
    font: '12px system-ui, sans-serif',
    ...more,
  });
  const line = (label, index, more) => ({
    label,
    stroke: colour(`c${(index % 8) + 1}`),
    width: 2,
    dash: index < 8 ? undefined : [6, 4],
    points: { show: false },
    ...more,
  });

  /** Puts a chart into its place, as wide as that is. */
  const draw = (id, options, values) => {
    const place = document.getElementById(id);
    if (place === null) return undefined;
    const chart = new uPlot({ width: place.clientWidth, height: 300, ...options }, values, place);
    charts.push({ chart, place });
    letKeysMove(chart, place);
    letKeysToggle(chart);
    return chart;
  };

  /** Arrow keys move the cursor, + and - zoom about it, 0 shows everything again. */
  const letKeysMove = (chart, place) => {
    let index = 0;
    const xs = () => chart.data[0];
    const moveTo = (to) => {
      index = Math.max(0, Math.min(xs().length - 1, to));
      const top = chart.cursor.top >= 0 ? chart.cursor.top : 10;
      chart.setCursor({ left: chart.valToPos(xs()[index], 'x'), top });
    };
    const zoom = (factor) => {
      const { min, max } = chart.scales.x;
      const middle = xs()[index] ?? (min + max) / 2;
      chart.setScale('x', { min: middle - (middle - min) * factor, max: middle + (max - middle) * factor });
    };
    place.onkeydown = (event) => {
      if (event.target !== place) return;
      const step = event.shiftKey ? 20 : 1;
      const moves = {
        ArrowLeft: () => moveTo(index - step),
        ArrowRight: () => moveTo(index + step),
        ArrowUp: () => chart.setCursor({ left: chart.cursor.left, top: chart.cursor.top - 18 }),
        ArrowDown: () => chart.setCursor({ left: chart.cursor.left, top: chart.cursor.top + 18 }),
        Home: () => moveTo(0),
        End: () => moveTo(xs().length - 1),
        '+': () => zoom(0.5),
        '-': () => zoom(2),
        0: () => chart.setScale('x', { min: xs()[0], max: xs().at(-1) }),
      };
      const move = moves[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move();
    };
  };

  /** The entries of the legend show and hide their series by keyboard, too. */
  const letKeysToggle = (chart) => {
    chart.root.querySelectorAll('.u-legend .u-series').forEach((entry, index) => {
      if (index === 0) return;
      const label = entry.querySelector('th');
      label.tabIndex = 0;
      label.setAttribute('role', 'button');
      const tell = () => label.setAttribute('aria-pressed', String(chart.series[index].show));
      tell();
      label.addEventListener('click', () => setTimeout(tell));
      label.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        label.click();
      });
    });
  };

  const drawCurves = (told) => {
    // Where nothing was tried again, nobody waited for that.
    const names = Object.keys(told).filter(
      (name) => name !== 'retries' || (told.retries.at(-1)?.[1] ?? 0) > 0,
    );
    const curves = names.map((name) => told[name]);
    const longest = Math.max(1, ...curves.map((points) => 100 / (100 - (points.at(-2)?.[0] ?? 0))));
    const tables = curves.map((points) => [
      points.map(([percentile]) => (percentile === 100 ? longest * 2 : 100 / (100 - percentile))),
      points.map(([, ms]) => Math.max(0.001, ms)),
    ]);
    if (tables.every(([xs]) => xs.length === 0)) return;
    const formatPercentile = (x) => {
      if (x === null || x === undefined) return '–';
      return x >= longest * 2 ? 'the longest' : `${Number((100 - 100 / x).toPrecision(7))} %`;
    };
    draw(
      'curves',
      {
        scales: { x: { time: false, distr: 3, range: () => [1, longest * 2] }, y: { distr: 3 } },
        axes: [
          axis({
            values: (_, splits) =>
              splits.map((x) => (x === null || x >= longest * 2 ? '' : formatPercentile(x))),
          }),
          axis({ size: 70, values: (_, splits) => splits.map((ms) => (ms === null ? '' : formatMs(ms))) }),
        ],
        series: [
          { label: 'percentile', value: (_, x) => formatPercentile(x) },
          ...names.map((name, index) =>
            line(name, index, { spanGaps: true, value: (_, ms) => formatMs(ms) }),
          ),
        ],
      },
      uPlot.join(tables),
    );
  };

  /** Commands as lines across the chart, faults as bands behind it. */
  const drawMarks = (chart, { commands, faults }) => {
    const { ctx, bbox } = chart;
    const pos = (x) => chart.valToPos(x, 'x', true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = 'top';
    faults.forEach(({ name, from, until }, index) => {
      const [left, right] = [pos(from), pos(until)];
      ctx.fillStyle = colour('fault');
      ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
      ctx.fillStyle = colour('c2');
      ctx.textAlign = 'left';
      ctx.fillText(name, Math.max(left, bbox.left) + 3, bbox.top + (2 + (index % 6) * 14) * devicePixelRatio);
    });
    ctx.strokeStyle = colour('mark');
    ctx.fillStyle = colour('mark');
    ctx.setLineDash([4, 4]);
    commands.forEach(({ label, x }, index) => {
      ctx.beginPath();
      ctx.moveTo(pos(x), bbox.top);
      ctx.lineTo(pos(x), bbox.top + bbox.height);
      ctx.stroke();
      if (commands.length > 30) return;
      const end = pos(x) + ctx.measureText(label).width > bbox.left + bbox.width;
      ctx.textAlign = end ? 'right' : 'left';
      ctx.fillText(
        label,
        pos(x) + (end ? -3 : 3),
        bbox.top + bbox.height - (16 + (index % 6) * 14) * devicePixelRatio,
      );
    });
    ctx.restore();
  };

  const drawSeries = (series, marks) => {
    const names = ['requested', 'offered', 'sent', 'late', 'delivered', 'retried', 'dropped'].filter(
      (name) => name !== 'requested' || series.requested.some((value) => value > 0),
    );
    const count = series.offered.length;
    if (count === 0) return;
    // One point more than cells, so that the last cell is as wide as the others.
    const xs = Array.from({ length: count + 1 }, (_, cell) => (cell * series.cellMs) / 1000);
    const rate = (values) => [...values, values.at(-1)].map((value) => (value * 1000) / series.cellMs);
    const at = (x) => {
      const simulated = series.simulated[Math.min(count - 1, Math.floor((x * 1000) / series.cellMs + 0.001))];
      return simulated == null
        ? formatSeconds(x)
        : `${formatSeconds(x)} (simulated ${formatClock(simulated / 1000)})`;
    };
    draw(
      'rates',
      {
        scales: { x: { time: false }, y: { range: (_, min, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          axis({ values: (_, splits) => splits.map(formatSeconds) }),
          axis({ size: 70, values: (_, splits) => splits.map(formatRate) }),
        ],
        series: [
          { label: 'after', value: (_, x) => (x === null ? '–' : at(x)) },
          ...names.map((name, index) =>
            line(name, index, {
              paths: uPlot.paths.stepped({ align: 1 }),
              width: name === 'offered' ? 4 : 1.5,
              alpha: name === 'offered' ? 0.45 : 1,
              value: (_, value) => formatRate(value),
            }),
          ),
        ],
        hooks: {
          drawClear: [(chart) => drawMarks(chart, { ...marks, commands: [] })],
          draw: [(chart) => drawMarks(chart, { ...marks, faults: [] })],
        },
      },
      [xs, ...names.map((name) => rate(series[name]))],
    );
  };

  const states = { o: 'offline', a: 'available', l: 'allocated', c: 'on-contact', w: 'wrap-up', y: 'away' };
  const runsOf = (text) => {
    let from = 0;
    return [...text.matchAll(/([a-z])(\d+)/g)].map(([, letter, length]) => {
      const run = { state: states[letter], from, to: from + Number(length) };
      from = run.to;
      return run;
    });
  };
  const timesOf = ({ cellMs, startMs }, count) =>
    Array.from({ length: count + 1 }, (_, cell) => (startMs + cell * cellMs) / 1000);
  const dayScale = { time: true };
  const tzDate = (seconds) => uPlot.tzDate(new Date(seconds * 1000), data.timeZone ?? 'UTC');
  const cursor = { sync: { key: 'day', setSeries: false } };
  const dayAxis = () =>
    axis({
      space: 80,
      values: ({ scales }, splits, _axis, _space, step) =>
        splits.map((at) => formatMark(at, step, scales.x.max - scales.x.min)),
    });

  const drawAgents = (day) => {
    const rows = day.agents.map(({ name, states: text }) => ({ name, runs: runsOf(text) }));
    const cells = Math.max(0, ...rows.map(({ runs }) => runs.at(-1)?.to ?? 0));
    if (cells === 0) return;
    const xs = timesOf(day, cells);
    const readout = document.getElementById('agents-readout');
    const longest = Math.max(...rows.map(({ name }) => name.length));
    const paint = ({ ctx, bbox, valToPos }) => {
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      rows.forEach(({ runs }, row) => {
        const [top, bottom] = [valToPos(-row - 0.1, 'y', true), valToPos(-row - 0.9, 'y', true)];
        for (const { state, from, to } of runs) {
          const [left, right] = [valToPos(xs[from], 'x', true), valToPos(xs[to], 'x', true)];
          ctx.fillStyle = colour(state);
          ctx.fillRect(left, top, Math.max(1, right - left), bottom - top);
        }
      });
      ctx.restore();
    };
    draw(
      'agents',
      {
        height: rows.length * 18 + 60,
        tzDate,
        cursor: { ...cursor, y: true },
        legend: { show: false },
        scales: { x: dayScale, y: { range: () => [-rows.length, 0] } },
        axes: [
          dayAxis(),
          axis({
            size: Math.min(220, 30 + longest * 8),
            grid: { show: false },
            splits: () => rows.map((_, row) => -row - 0.5),
            values: () => rows.map(({ name }) => (name.length > 24 ? `${name.slice(0, 23)}…` : name)),
          }),
        ],
        series: [{}, { label: 'agents', paths: () => null, points: { show: false } }],
        hooks: {
          draw: [paint],
          setCursor: [
            (chart) => {
              const { idx, top, left } = chart.cursor;
              if (idx == null || left < 0 || top < 0) return;
              const row = rows[Math.floor(-chart.posToVal(top, 'y'))];
              const run = row?.runs.find(({ to }) => idx < to);
              if (run === undefined) return;
              const state = run.state.replace('-', ' ');
              readout.textContent = `${formatClock(xs[idx])}  ${row.name}: ${state}, ${formatClock(xs[run.from])} to ${formatClock(xs[run.to])}`;
            },
          ],
        },
      },
      [xs, xs.map(() => null)],
    );
  };

  const drawQueues = (day) => {
    const cells = Math.max(0, ...day.queues.map(({ sizes }) => sizes.length));
    if (cells === 0) return;
    const xs = timesOf(day, cells);
    draw(
      'queues',
      {
        tzDate,
        cursor,
        scales: { x: dayScale, y: { range: (_, min, max) => [0, Math.max(1, max)] } },
        axes: [dayAxis(), axis({ size: 50, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] })],
        series: [
          { label: 'time', value: (_, at) => (at === null ? '–' : formatClock(at)) },
          ...day.queues.map(({ name }, index) =>
            line(name, index, { paths: uPlot.paths.stepped({ align: 1 }), width: 1.5 }),
          ),
        ],
      },
      [
        xs,
        ...day.queues.map(({ sizes }) => xs.map((_, cell) => sizes[Math.min(cell, sizes.length - 1)] ?? 0)),
      ],
    );
  };

  const drawCapacity = ({ rates, holds, ...times }) => {
    const names = { p50: 'p50', p99: 'p99', p999: 'p99.9' };
    const mark = ({ ctx, bbox, valToPos }) => {
      if (holds === 0) return;
      const x = valToPos(holds, 'x', true);
      ctx.save();
      ctx.strokeStyle = colour('mark');
      ctx.setLineDash([4, 4]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.restore();
    };
    draw(
      'capacities',
      {
        scales: { x: { time: false, distr: 3 }, y: { distr: 3 } },
        axes: [
          axis({ values: (_, splits) => splits.map((rate) => (rate === null ? '' : formatRate(rate))) }),
          axis({ size: 70, values: (_, splits) => splits.map((ms) => (ms === null ? '' : formatMs(ms))) }),
        ],
        series: [
          { label: 'rate', value: (_, rate) => formatRate(rate) },
          ...Object.entries(names).map(([, label], index) =>
            line(label, index, { points: { show: true }, value: (_, ms) => formatMs(ms) }),
          ),
        ],
        hooks: { draw: [mark] },
      },
      [
        rates,
        ...Object.keys(names).map((key) =>
          times[key].map((ms) => (ms === null ? null : Math.max(0.001, ms))),
        ),
      ],
    );
  };

  function drawAll() {
    for (const { chart } of charts) chart.destroy();
    charts = [];
    if (data === undefined) return;
    if (data.capacity !== undefined) return drawCapacity(data.capacity);
    drawCurves(data.curves);
    drawSeries(data.series, data.marks);
    drawAgents(data.day);
    drawQueues(data.day);
  }

  const resized = new ResizeObserver(() => {
    for (const { chart, place } of charts) {
      if (place.clientWidth !== chart.width)
        chart.setSize({ width: place.clientWidth, height: chart.height });
    }
  });
  document.querySelectorAll('.chart').forEach((place) => resized.observe(place));
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', ({ matches }) => setTheme(matches ? 'dark' : 'light'));
  document
    .getElementById('theme')
    .addEventListener('click', () => setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'));
})();
