/* The page: one tab for each part of the result. */
(() => {
  const { format } = charts;
  const drawn = [];

  function element(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function table(headings, rows) {
    const head = element("tr", {}, ...headings.map((text) => element("th", { textContent: text, scope: "col" })));
    const body = rows.map((row) => element("tr", {}, ...row.map((cell) =>
      element("td", { textContent: typeof cell === "number" ? format(cell) : cell ?? "" }))));
    return element("div", { className: "scroll" },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  }

  /** The numbers behind a picture, for those who cannot see it. */
  function numbers(headings, rows) {
    return element("details", {}, element("summary", { textContent: "Show the numbers" }), table(headings, rows));
  }

  function draw(container, { option, height }) {
    container.style.height = `${height}px`;
    const chart = echarts.getInstanceByDom(container) ?? echarts.init(container, null, { renderer: "svg" });
    chart.setOption(option, true);
    chart.resize();
    drawn.push(chart);
  }

  function picture(label) {
    const container = element("div", { className: "chart", tabIndex: 0 });
    container.setAttribute("role", "img");
    container.setAttribute("aria-label", label);
    return container;
  }

  function summary(report, panel) {
    panel.append(
      element("h2", { textContent: "Model" }),
      element("p", {}, element("code", { textContent: report.formula })),
      element("p", { className: "equation", textContent: report.equation }),
      element("p", { textContent: `${report.distribution} distribution, ${report.link} link, ${report.rows} rows. `
        + `${report.method}.` }),
      element("p", { className: `verdict ${report.converged ? "good" : "bad"}`,
        textContent: `The fit has ${report.verdict}${report.message ? `: ${report.message}` : ""}.` }));
    const warnings = report.warnings.filter((text) => !report.message || !text.includes(report.message));
    if (warnings.length > 0) {
      panel.append(element("h2", { textContent: "To be considered" }),
        element("ul", {}, ...warnings.map((text) => element("li", { textContent: text }))));
    }
    if (report.reading.length > 0) {
      panel.append(element("h2", { textContent: report.converged ? "What the estimates say"
        : "What the estimates say, which are not to be relied on" }),
        element("ul", {}, ...report.reading.map((text) => element("li", { textContent: text }))));
    }
    panel.append(element("h2", { textContent: "Covariance parameters" }),
      table(["Group", "Effect", "Parameter", "Estimate", "Std. Err.", "Std. Dev. or corr.", "Status"],
        report.variances.map((v) => [v.group, v.effect, v.kind, v.estimate, v.standardError,
          v.kind === "dispersion" ? null : v.standardised, v.status])));
  }

  function fixedEffects(report, panel) {
    const container = picture("Fixed effects with 95% intervals");
    const asRatio = element("input", { type: "checkbox", checked: report.ratio !== "" });
    const details = element("div");
    const show = () => {
      const ratio = report.ratio !== "" && asRatio.checked;
      const map = (value) => (ratio && value !== null ? Math.exp(value) : value);
      const rows = report.fixedEffects.filter((effect) => !ratio || effect.name !== "(Intercept)").map((effect) =>
        ({ name: effect.name, estimate: map(effect.estimate), lower: map(effect.lower), upper: map(effect.upper) }));
      const axisName = ratio ? report.ratio : `Effect on the ${report.link} scale`;
      draw(container, charts.forest(rows, { axisName, ratio, width: container.clientWidth }));
      details.replaceChildren(numbers(["Effect", axisName, "Lower bound", "Upper bound"],
        rows.map((row) => [row.name, row.estimate, row.lower, row.upper])));
    };
    if (report.ratio !== "") {
      asRatio.addEventListener("change", show);
      panel.append(element("label", {}, asRatio, report.ratio));
    }
    panel.append(container, details);
    return show;
  }

  function randomEffects(report, panel) {
    const container = picture("Predicted random effects with 95% prediction intervals");
    const choice = element("select", {}, ...report.randomEffects.map((term, i) =>
      element("option", { value: i, textContent: `${term.effect} of ${term.group} (${term.levels} levels)` })));
    const details = element("div");
    const show = () => {
      const term = report.randomEffects[choice.value];
      draw(container, charts.caterpillar(term, container.clientWidth));
      container.setAttribute("aria-label", `${term.effect} of ${term.levels} levels of ${term.group}, ascending`);
      details.replaceChildren(numbers(["Level", "Estimate", "Lower bound", "Upper bound"],
        term.points.slice().reverse().map((point) => [point.label, point.estimate, point.lower, point.upper])));
    };
    choice.addEventListener("change", show);
    panel.append(element("label", {}, "Random effect", choice), container, details);
    return show;
  }

  function residuals(report, panel) {
    const fitted = picture("Quantile residuals against fitted values");
    const quantiles = picture("Quantile residuals against standard normal quantiles");
    panel.append(
      element("p", { textContent: "Randomised quantile residuals are standard normal where the model is right." }),
      element("h2", { textContent: "Residuals against fitted values" }), fitted,
      element("h2", { textContent: "Normal quantile plot" }), quantiles);
    return () => {
      const { fitted: means, residuals: quantile, normal, ordered } = report.residuals;
      const points = means.map((mean, i) => [mean, quantile[i]]);
      const quantilePoints = normal.map((expected, i) => [expected, ordered[i]]);
      const ends = [normal[0], normal[normal.length - 1]];
      draw(fitted, charts.scatter(points, { x: "Fitted value", y: "Quantile residual",
        description: "Quantile residuals against fitted values", line: [[Math.min(...means), 0], [Math.max(...means), 0]] }));
      draw(quantiles, charts.scatter(quantilePoints, { x: "Standard normal quantile", y: "Quantile residual",
        description: "Quantile residuals against standard normal quantiles",
        line: ends.map((end) => [end, end]) }));
    };
  }

  function convergence(report, panel) {
    const { iterations, evaluations, scaledGradient, objective, seconds, steps } = report.search;
    panel.append(table(["Convergence", ""], [
      ["Verdict", report.verdict], ["Iterations", iterations], ["Evaluations", evaluations],
      ["Scaled gradient at the end", scaledGradient], ["Minus two log-likelihood", objective], ["Seconds", seconds]]));
    const phases = [...new Set(steps.map((step) => step.phase))].reverse();
    const shown = phases.map((phase, i) => {
      const place = i === 0 ? panel : element("details", {}, element("summary", { textContent: `Before: ${phase}` }));
      const show = phasePictures(phase, steps.filter((step) => step.phase === phase), place);
      if (place !== panel) {
        panel.append(place);
        place.addEventListener("toggle", () => place.open && show());
      }
      return show;
    });
    return shown[0];
  }

  /** The objective and the gradient by step in one phase of the search. */
  function phasePictures(phase, steps, place) {
    const value = picture(`${phase}: minus two log-likelihood by step`);
    const gradient = picture(`${phase}: length of the gradient by step`);
    place.append(element("h2", { textContent: `${phase}: minus two log-likelihood` }), value,
      element("h2", { textContent: `${phase}: length of the gradient` }), gradient,
      numbers(["Step", "Minus two log-likelihood", "Length of the gradient"],
        steps.map((step, i) => [i + 1, step.objective, step.gradient])));
    return () => {
      draw(value, charts.trace(steps.map((step, i) => [i + 1, step.objective]),
        { y: "-2 log L", description: value.getAttribute("aria-label"), log: false }));
      draw(gradient, charts.trace(steps.map((step, i) => [i + 1, step.gradient]),
        { y: "Gradient", description: gradient.getAttribute("aria-label"), log: true }));
    };
  }

  const PARTS = [
    { title: "Summary", fill: summary, applies: () => true },
    { title: "Fixed effects", fill: fixedEffects, applies: (report) => report.fixedEffects.length > 0 },
    { title: "Random effects", fill: randomEffects, applies: (report) => report.randomEffects.length > 0 },
    { title: "Residuals", fill: residuals, applies: (report) => report.residuals !== null },
    { title: "Convergence", fill: convergence, applies: () => true },
  ];

  function build(report) {
    const list = document.querySelector("[role=tablist]");
    const parts = PARTS.filter((part) => part.applies(report)).map((part, i) => {
      const panel = element("section", { id: `panel-${i}`, hidden: true, tabIndex: 0 });
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${i}`);
      const tab = element("button", { id: `tab-${i}`, type: "button", textContent: part.title });
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", `panel-${i}`);
      list.append(tab);
      document.getElementById("panels").append(panel);
      return { tab, panel, show: part.fill(report, panel) };
    });
    const select = (index) => {
      parts.forEach(({ tab, panel }, i) => {
        tab.setAttribute("aria-selected", String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
        panel.hidden = i !== index;
      });
      parts[index].show?.();
    };
    parts.forEach(({ tab }, i) => tab.addEventListener("click", () => select(i)));
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = (parts.findIndex(({ tab }) => tab === document.activeElement) + step + parts.length) % parts.length;
        parts[next].tab.focus();
        select(next);
      }
    });
    select(0);
  }

  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));

  host.initialData().then((report) => {
    const message = document.getElementById("message");
    if (report) {
      message.remove();
      build(report);
    } else {
      message.textContent = "There is no model yet. Execute the node.";
    }
  }).catch((error) => {
    document.getElementById("message").textContent = `The result cannot be shown: ${error.message}`;
  });
})();
