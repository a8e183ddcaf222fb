'use strict';
(() => {
  for (const element of document.querySelectorAll('.tex')) {
    const source = element.textContent;
    try {
      katex.render(source, element, { displayMode: element.classList.contains('display'), throwOnError: true });
    } catch (error) {
      element.textContent = source;
      element.title = 'This formula could not be set.';
    }
  }

  const plots = JSON.parse(document.getElementById('plots').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const palette = {
    light: ['#22629a', '#c2571a', '#1e7f5c', '#94374f', '#7a5aa6', '#8a6d0b', '#3b8ea5', '#5f666f'],
    dark: ['#8dbbea', '#f0a273', '#7ccaa6', '#e79aac', '#bda5e3', '#ddbc6a', '#86cfe0', '#b9bec5'],
  };
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
  /** Paths keep their aspect in the legend, which stretches ECharts' own. */
  const marks = ['circle', 'path://M0,0H10V10H0Z', 'path://M5,0L10,10H0Z', 'path://M5,0L10,5L5,10L0,5Z'];
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** Six significant digits, without a long tail of zeros. */
  const show = (value) => {
    if (value === 0) return '0';
    const size = Math.abs(value);
    return size >= 1e6 || size < 1e-4 ? value.toExponential(5).replace(/\.?0+e/, 'e') : String(Number(value.toPrecision(6)));
  };
  const tick = (value) => {
    const rounded = Number(value.toPrecision(3));
    const size = Math.abs(rounded);
    return size !== 0 && (size >= 1e5 || size < 1e-3) ? rounded.toExponential().replace('e+', 'e') : String(rounded);
  };

  /** A log axis is a linear axis of log10 with labels 1, 2, 5: ECharts' own rounds small numbers to zero. */
  const to = (axis, value) => (axis.log ? Math.log10(value) : value);
  const near = (value) => Math.abs(value - Math.round(value)) < 1e-6;

  /** Over less than a factor 2 a log axis has no room for its labels, and hardly differs from a linear one. */
  for (const plot of plots.filter((p) => p.series)) {
    const points = plot.series.flatMap((s) => s.points);
    const straight = (axis, values) => {
      if (axis.log && values.length > 0 && Math.max(...values) < 2 * Math.min(...values)) axis.log = false;
    };
    straight(plot.x, points.map((p) => p[0]));
    straight(plot.y, points.flatMap((p) => [p[1], p[1] - (p[2] ?? 0), p[1] + (p[2] ?? 0)]));
  }

  function logAxis(low, high) {
    const span = high - low;
    const min = Math.floor(low * 10 - 0.3) / 10;
    const max = Math.ceil(high * 10 + 0.3) / 10;
    if (span > 3) {
      const interval = Math.ceil(span / 8);
      return { min: Math.floor((low + 1e-6) / interval) * interval, max, interval, keep: (v) => near(v / interval) };
    }
    if (span < 0.6) return { min, max, interval: 0.1, keep: () => true };
    const keep = (v) => [0, 3, 7].includes(((Math.round(v * 10) % 10) + 10) % 10);
    return { min, max, interval: 0.1, keep };
  }

  /** 10^0.3 is shown as 2 and 10^0.7 as 5; the difference is below half a pixel. */
  const preferred = (v) => {
    const steps = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];
    const tenths = Math.round(v * 10);
    return steps[((tenths % 10) + 10) % 10] * 10 ** Math.floor(tenths / 10);
  };

  function axisOption(axis, values, colors, zoomed) {
    const common = {
      type: 'value',
      name: axis.title,
      nameLocation: 'middle',
      nameTextStyle: { color: colors.soft, fontSize: 13 },
      axisLine: { show: true, onZero: false, lineStyle: { color: colors.soft } },
      axisLabel: { color: colors.soft, fontSize: 12, hideOverlap: true },
      splitLine: { lineStyle: { color: colors.line } },
      scale: true,
      axisPointer: { label: { formatter: (p) => show(axis.log ? 10 ** p.value : p.value) } },
    };
    if (!axis.log || values.length === 0) {
      common.axisLabel.formatter = tick;
      return common;
    }
    const scale = logAxis(Math.min(...values), Math.max(...values));
    common.min = scale.min;
    common.max = scale.max;
    if (zoomed) {
      common.interval = null;
      common.axisLabel.formatter = (v) => tick(10 ** v);
      return common;
    }
    common.interval = scale.interval;
    common.axisTick = { show: true };
    common.axisLabel.formatter = (v) => (scale.keep(v) ? tick(near(v * 10) ? preferred(v) : 10 ** v) : '');
    const count = Math.ceil((scale.max - scale.min) / scale.interval - 1e-6);
    const ticks = Array.from({ length: count }, (_, i) => scale.min + i * scale.interval); // ECharts counts from min
    common.splitLine.lineStyle.color = [...ticks, scale.max].map((v) => (scale.keep(v) ? colors.line : 'transparent'));
    return common;
  }

  /** Points that estimate a curve have its colour and its entry of the legend. */
  const home = (plot, s) => plot.series.find((c) => c.name === s.curve) ?? s;
  const entries = (plot) => plot.series.filter((s) => home(plot, s) === s);
  /** Points of several curves at the same place stand side by side: pixels to the right. */
  function shift(plot, s) {
    const beside = plot.series.filter((other) => other.curve && other.points.some((p) => s.points.some((q) => p[0] === q[0])));
    return s.curve ? 10 * (beside.indexOf(s) - (beside.length - 1) / 2) : 0;
  }

  function errorBars(plot, series, color) {
    const right = shift(plot, series);
    return {
      type: 'custom',
      name: home(plot, series).name,
      color,
      silent: true,
      tooltip: { show: false },
      z: 4,
      data: series.points.filter((p) => p.length > 2).map(([x, y, error]) => [to(plot.x, x), to(plot.y, y - error), to(plot.y, y + error)]),
      encode: { x: 0, y: [1, 2] },
      renderItem: (params, api) => {
        const box = params.coordSys;
        const at = (dimension) => api.coord([api.value(0), api.value(dimension)]);
        const px = at(2)[0] + right;
        const open = !Number.isFinite(api.value(1)); // down to 0 or below, on a log axis
        const bottom = open ? box.y + box.height : Math.min(at(1)[1], box.y + box.height);
        const top = Math.max(at(2)[1], box.y);
        if (px < box.x || px > box.x + box.width || bottom < top) return null;
        const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.2 } });
        return { type: 'group', children: [line(px, top, px, bottom), line(px - 4, top, px + 4, top), line(px - 4, bottom, px + 4, bottom)] };
      },
    };
  }

  /** On a dense curve a symbol at every twelfth part, staggered so that curves that coincide show both. */
  const sparse = (count, index) => {
    const step = Math.ceil(count / 12);
    return (value, { dataIndex }) => (dataIndex % step === Math.floor((index * step) / 8) % step ? 7 : 0);
  };

  function curve(plot, series, color) {
    const own = home(plot, series);
    const index = entries(plot).indexOf(own);
    const points = series.style === 'points';
    const few = series.points.length <= 60;
    return {
      type: points ? 'scatter' : 'line',
      name: own.name,
      color,
      symbol: points ? marks[index % marks.length] : symbols[index % symbols.length],
      symbolSize: points ? (few ? 9 : 6) : few ? 7 : sparse(series.points.length, index),
      z: points ? 5 : 3,
      symbolOffset: [shift(plot, series), 0],
      itemStyle: own === series ? {} : { borderColor: css('--paper'), borderWidth: 1 },
      showSymbol: true,
      showAllSymbol: true,
      lineStyle: { width: 2, type: series.style === 'dashed' ? 'dashed' : 'solid' },
      emphasis: { focus: 'series' },
      data: series.points.map((p) => ({ value: [to(plot.x, p[0]), to(plot.y, p[1])], point: p, of: series.name })),
    };
  }

  /** How many lines the legend takes: symbol, name and gap of each entry, broken as ECharts breaks them. */
  const pen = document.createElement('canvas').getContext('2d');
  const scrolls = (plot) => entries(plot).length > 8;
  function legendLines(plot, width) {
    if (scrolls(plot)) return 1;
    pen.font = `12.5px ${css('--sans')}`;
    let lines = 1, used = 0;
    for (const { name } of entries(plot)) {
      const entry = 24 + 5 + pen.measureText(name).width + 10;
      if (used > 0 && used + entry > width) {
        lines += 1;
        used = 0;
      }
      used += entry;
    }
    return lines;
  }
  const isNarrow = (width) => width < 480;
  const legendWidth = (width) => (isNarrow(width) ? width - 20 : width - 130);

  function option(plot, zoomed, width) {
    const narrow = isNarrow(width);
    const lines = legendLines(plot, legendWidth(width));
    const colors = { ink: css('--ink'), soft: css('--soft'), line: css('--line'), card: css('--card') };
    const paint = palette[dark.matches ? 'dark' : 'light'];
    const xs = plot.series.flatMap((s) => s.points.map((p) => to(plot.x, p[0])));
    const ys = plot.series.flatMap((s) => s.points.flatMap((p) => (
      p.length > 2 && (!plot.y.log || p[1] > p[2]) ? [to(plot.y, p[1] - p[2]), to(plot.y, p[1] + p[2])] : [to(plot.y, p[1])])));
    const x = axisOption(plot.x, xs, colors, zoomed);
    const y = axisOption(plot.y, ys, colors, zoomed);
    const escape = (text) => echarts.format.encodeHTML(text);
    return {
      animation: false,
      aria: { enabled: true, label: { description: plot.caption } },
      textStyle: { fontFamily: css('--sans'), color: colors.ink },
      grid: { left: narrow ? 74 : 84, right: 24, top: (narrow ? 42 : 34) + 22 * lines, bottom: 56 },
      legend: { left: 0, top: narrow ? 22 : 0, width: legendWidth(width), type: scrolls(plot) ? 'scroll' : 'plain', textStyle: { color: colors.ink, fontSize: 12.5 }, itemWidth: 24, itemHeight: 10 },
      toolbox: {
        right: 0,
        itemSize: 14,
        iconStyle: { borderColor: colors.soft },
        feature: {
          dataZoom: { title: { zoom: 'Zoom into a box', back: 'Zoom back' }, brushStyle: { color: colors.line, opacity: 0.5 } },
          restore: { title: 'Restore' },
          saveAsImage: { title: 'Save as SVG', name: plot.id, backgroundColor: css('--paper') },
        },
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'line', snap: true },
        backgroundColor: colors.card,
        borderColor: colors.line,
        textStyle: { color: colors.ink, fontSize: 12.5 },
        confine: true,
        formatter: (items) => {
          const list = items.filter((item) => item.data.point);
          if (list.length === 0) return '';
          const rows = list.map((item) => {
            const p = item.data.point;
            return `${item.marker}${escape(item.data.of)} <b>${show(p[1])}</b>${p.length > 2 ? ` ± ${show(p[2])}` : ''}`;
          });
          return `${escape(plot.x.title)} ${show(list[0].data.point[0])}<br>${rows.join('<br>')}`;
        },
      },
      xAxis: { ...x, nameGap: 34 },
      yAxis: { ...y, nameGap: narrow ? 53 : 62 },
      series: plot.series.flatMap((s) => {
        const color = paint[entries(plot).indexOf(home(plot, s)) % paint.length];
        const bars = s.points.some((p) => p.length > 2) ? [errorBars(plot, s, color)] : [];
        return [curve(plot, s, color), ...bars];
      }),
    };
  }

  /** Cells: brown below zero, blue above it, the stronger the farther from it. */
  const heat = {
    light: ['#8f3d12', '#e8b48e', '#f3f0e8', '#8fb5d3', '#1d4f7c'],
    dark: ['#f2b48a', '#8a4a24', '#23282e', '#3f6f99', '#b9d9f5'],
  };

  /** Room for the labels of a heat map: rows beside it, columns beneath, these broken where a cell is narrower. */
  function heatGrid(plot, width) {
    pen.font = `12px ${css('--sans')}`;
    const widest = (labels) => Math.max(...labels.map((label) => pen.measureText(label).width));
    const rows = Math.min(Math.ceil(widest(plot.y.labels)) + 2, isNarrow(width) ? 92 : 220);
    const left = rows + 40;
    const cell = (width - left - 16) / plot.x.labels.length - 2;
    const lines = Math.min(3, Math.ceil(widest(plot.x.labels) / cell));
    return { left, rows, cell, lines, top: 56, bottom: 40 + 14 * lines };
  }

  function heatOption(plot, width) {
    const grid = heatGrid(plot, width);
    const colors = { ink: css('--ink'), soft: css('--soft'), line: css('--line'), card: css('--card'), paper: css('--paper') };
    const values = plot.cells.map((cell) => cell[2]);
    let low = Math.min(...values), high = Math.max(...values);
    const cross = low < 0 && high > 0;
    if (cross) [low, high] = [-Math.max(-low, high), Math.max(-low, high)];
    if (low === high) high = low + (Math.abs(low) || 1);
    const hues = heat[dark.matches ? 'dark' : 'light'];
    const paint = cross ? hues : high <= 0 ? hues.slice(0, 3) : hues.slice(2);
    const ink = (value) => {
      const [r, g, b] = echarts.color.parse(echarts.color.lerp((value - low) / (high - low), paint));
      return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? '#16181b' : '#ffffff';
    };
    const few = plot.cells.length <= 150;
    const small = grid.cell < 38;
    const short = (value) => (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4 ? String(Number(value.toPrecision(3))) : tick(value));
    /** In a narrow cell about two digits, but no 0 that is none. */
    const inside = (value) => {
      const size = Math.abs(value);
      return small && size >= 0.005 && size < 10 ? String(Number(value.toFixed(size < 1 ? 2 : 1))) : short(value);
    };
    const escape = (text) => echarts.format.encodeHTML(text);
    const axis = (from, gap, label) => ({
      type: 'category', data: from.labels, name: from.title, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: { color: colors.soft, fontSize: 13 },
      axisLabel: { color: colors.soft, fontSize: 12, hideOverlap: true, ...label },
      axisLine: { lineStyle: { color: colors.soft } }, axisTick: { show: false }, splitArea: { show: false },
    });
    return {
      animation: false,
      aria: { enabled: true, label: { description: plot.caption } },
      textStyle: { fontFamily: css('--sans'), color: colors.ink },
      grid: { left: grid.left, right: 16, top: grid.top, bottom: grid.bottom },
      toolbox: {
        right: 0, itemSize: 14, iconStyle: { borderColor: colors.soft },
        feature: { saveAsImage: { title: 'Save as SVG', name: plot.id, backgroundColor: colors.paper } },
      },
      tooltip: {
        backgroundColor: colors.card, borderColor: colors.line, textStyle: { color: colors.ink, fontSize: 12.5 }, confine: true,
        formatter: ({ data }) => `${escape(plot.x.title)} ${escape(plot.x.labels[data.value[0]])}<br>${escape(plot.y.title)} `
          + `${escape(plot.y.labels[data.value[1]])}<br>${escape(plot.z)} <b>${show(data.value[2])}</b>`,
      },
      visualMap: {
        type: 'continuous', min: low, max: high, dimension: 2, orient: 'horizontal', left: 0, top: 0, itemWidth: 12, itemHeight: 130,
        inRange: { color: paint }, text: [`${short(high)}   ${plot.z}`, short(low)], textStyle: { color: colors.ink, fontSize: 12.5 },
        hoverLink: false,
      },
      xAxis: axis(plot.x, grid.bottom - 22, grid.lines > 1 ? { width: grid.cell, overflow: 'break', hideOverlap: false, interval: 0, fontSize: 10.5, lineHeight: 13 } : {}),
      yAxis: axis(plot.y, grid.rows + 18, { width: grid.rows, overflow: 'truncate' }),
      series: [{
        type: 'heatmap',
        data: plot.cells.map((cell) => ({ value: cell, label: { show: few, color: ink(cell[2]) } })),
        label: { fontSize: small ? 10 : 12, formatter: ({ data }) => inside(data.value[2]) },
        labelLayout: { hideOverlap: true },
        itemStyle: { borderColor: colors.paper, borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: colors.ink, borderWidth: 2 } },
      }],
    };
  }

  const draw = (plot, zoomed, width) => (plot.cells ? heatOption(plot, width) : option(plot, zoomed, width));

  /** The curves keep their height under a long legend, and cells theirs in a map of many rows; the width that was found. */
  function fit(plot, element) {
    element.style.height = '';
    const width = element.clientWidth;
    const more = plot.cells
      ? 22 * plot.y.labels.length + heatGrid(plot, width).top + heatGrid(plot, width).bottom - element.clientHeight
      : 22 * (legendLines(plot, legendWidth(width)) - 2);
    if (more > 0) element.style.height = `${element.clientHeight + more}px`;
    return width;
  }

  const charts = plots.map((plot) => {
    const element = document.getElementById('plot-' + plot.id);
    let width = fit(plot, element);
    const chart = echarts.init(element, null, { renderer: 'svg' });
    chart.setOption(draw(plot, false, element.clientWidth));
    chart.on('datazoom', () => setTimeout(() => {
      const { xAxis, yAxis } = option(plot, true, element.clientWidth);
      chart.setOption({ xAxis, yAxis });
    }));
    chart.on('restore', () => setTimeout(() => chart.setOption(draw(plot, false, element.clientWidth), true)));
    new ResizeObserver(() => {
      const before = width;
      width = fit(plot, element);
      chart.resize();
      if (width !== before) chart.setOption(draw(plot, false, width), true);
    }).observe(element);
    return { plot, chart };
  });
  dark.addEventListener('change', () => charts.forEach(({ plot, chart }) => chart.setOption(draw(plot, false, chart.getWidth()), true)));
})();
