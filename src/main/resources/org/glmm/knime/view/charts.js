/* The pictures, as options for ECharts. */
const charts = (() => {
  const ACCENT = "#3d83c5";
  const NEUTRAL = "#6e6e6e";
  const ROW = 22;
  const MARGIN = 60;

  const format = (value) => {
    if (value === null || value === undefined) {
      return "";
    }
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  };

  const cut = (text, length) => (text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}\u2026`);

  /** A name of at most so many letters that still shows the level of a factor. */
  function short(name, length) {
    const level = name.indexOf("=");
    if (name.length <= length || level < 0) {
      return cut(name, length);
    }
    const factor = cut(name.slice(0, level), Math.max(length - (name.length - level), Math.floor(length / 3)));
    return factor + cut(name.slice(level), length - factor.length);
  }

  const base = (description) => ({
    animation: false,
    aria: { enabled: true, label: { description } },
    textStyle: { fontFamily: "Roboto Condensed, Roboto, Arial, sans-serif" },
    grid: { left: 8, right: 16, top: 8, bottom: 28, containLabel: true },
    tooltip: { trigger: "item", confine: true },
  });

  const axis = (name, extra = {}) => ({
    type: "value", name, nameLocation: "middle", nameGap: 24, scale: true, axisLine: { onZero: false },
    splitLine: { lineStyle: { color: "#eeeeee" } }, ...extra,
  });

  /** Horizontal bars from lower to upper, one broken line for all. */
  const bars = (rows, opacity = 1) => ({
    type: "line", symbol: "none", silent: true, z: 1, lineStyle: { color: NEUTRAL, width: 1.5, opacity },
    data: rows.flatMap((row, i) => row.lower === null || row.lower === undefined ? []
      : [[row.lower, i], [row.upper, i], [null, null]]),
  });

  const dots = (rows, tip, size) => ({
    type: "scatter", symbolSize: size, z: 3, progressive: 0, itemStyle: { color: ACCENT },
    data: rows.map((row, i) => ({ value: [row.estimate, i], tip: tip(row) })),
    tooltip: { formatter: ({ data }) => echarts.format.encodeHTML(data.tip) },
  });

  const reference = (value) => ({
    type: "line", data: [], silent: true,
    markLine: {
      silent: true, symbol: "none", label: { show: false }, lineStyle: { color: NEUTRAL, type: "dashed" },
      data: [{ xAxis: value }],
    },
  });

  const between = (row) => row.lower === null || row.lower === undefined ? "no interval"
    : `95% interval ${format(row.lower)} to ${format(row.upper)}`;

  /** Estimates with intervals, one row each, from the top. */
  function forest(rows, { axisName, ratio, width }) {
    const shown = rows.slice().reverse();
    const option = base(`${axisName} of ${rows.length} effects with 95% intervals`);
    option.xAxis = axis(axisName, ratio ? { type: "log", logBase: 2 } : {});
    option.yAxis = { type: "category", data: shown.map((row) => row.name), axisTick: { show: false }, axisLine: { onZero: false },
      axisLabel: { formatter: (name) => short(name, Math.floor(width / 16)) } };
    option.series = [reference(ratio ? 1 : 0), bars(shown),
      dots(shown, (row) => `${row.name}: ${format(row.estimate)}, ${between(row)}`, 9)];
    return { option, height: MARGIN + ROW * rows.length };
  }

  /** Random effects from the lowest to the highest. */
  function caterpillar({ group, effect, levels, points }, width) {
    const option = base(`Predicted random effects ${effect} of ${levels} levels of ${group} in ascending order`);
    const few = points.length <= 40;
    option.xAxis = axis(`${effect} of ${group}`);
    option.yAxis = { type: "category", data: points.map((point) => point.label), axisTick: { show: false }, axisLine: { onZero: false },
      axisLabel: { show: few, formatter: (name) => cut(name, Math.floor(width / 18)) } };
    option.series = [reference(0), bars(points, few ? 1 : 0.25),
      dots(points, (point) => `${point.label}${point.levels > 1 ? ` (mean of ${point.levels} levels)` : ""}: `
        + `${format(point.estimate)}, ${between(point)}`, few ? 8 : 3)];
    return { option, height: Math.min(MARGIN + 16 * points.length, 520) };
  }

  /** Points of two variables with a straight line. */
  function scatter(points, { x, y, description, line }) {
    const option = base(description);
    option.xAxis = axis(x);
    option.yAxis = axis(y, { nameGap: 32 });
    option.grid.left = 28;
    option.series = [
      { type: "scatter", symbolSize: 5, itemStyle: { color: ACCENT, opacity: 0.6 }, data: points,
        tooltip: { formatter: ({ value }) => `${x}: ${format(value[0])}<br>${y}: ${format(value[1])}` } },
      { type: "line", symbol: "none", silent: true, lineStyle: { color: NEUTRAL, type: "dashed" }, data: line },
    ];
    return { option, height: 320 };
  }

  /** A value by step; those that a logarithmic axis cannot show are left out. */
  function trace(points, { y, description, log }) {
    const option = base(description);
    option.xAxis = axis("Step of the search", { minInterval: 1 });
    option.yAxis = axis("", log ? { type: "log" } : {});
    option.series = [{ type: "line", symbolSize: 5, itemStyle: { color: ACCENT }, lineStyle: { color: ACCENT },
      data: points.filter(([, value]) => value !== null && (!log || value > 0)),
      tooltip: { formatter: ({ value }) => `Step ${value[0]}<br>${y}: ${format(value[1])}` } }];
    return { option, height: 200 };
  }

  return { forest, caterpillar, scatter, trace, format };
})();
