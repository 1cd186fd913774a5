/* How a claim came here, as drawings.py draws it. */

const DOT = 8;
const MIDDLE = 16;
const INDENT = 18;
const DEEPEST = 7;

/** The rows of a claim's chain; lines are found from the last row up, as in drawings.py. */
function chain(claim) {
  const rows = [
    {
      level: 0,
      kind: claim.speaker.unnamed ? "unnamed" : "said",
      says: credited(claim.speaker),
    },
  ];
  if (claim.source)
    rows.push({
      level: 1,
      kind: "carried",
      says: [isolated(claim.source_name), " ", aside("first carried it")],
    });
  const above = rows.length;
  const last = []; // steps by their levels: each retells the last one that is a level higher
  for (const step of claim.chain) {
    last[step.level] = step.article;
    const isDeeper = step.level + above > DEEPEST;
    rows.push({
      level: Math.min(step.level + above, DEEPEST),
      kind: step.recorded ? "stated" : "passed",
      says: [
        article(step.article),
        step.place && ` ${step.place}`,
        !step.recorded && [" ", aside("not recorded there")],
        step.level > 0 && [
          " ",
          element(
            "span",
            { class: isDeeper ? "aside" : "seen-by-readers-alone" },
            "retells ",
            isolated(last[step.level - 1].publisher || last[step.level - 1].id),
          ),
        ],
      ],
    });
  }
  const x = (level) => DOT + level * INDENT;
  const line = (x1, y1, x2, y2) => element("line", { class: "wire", x1, y1, x2, y2 });
  let hanging = [];
  for (const one of rows.toReversed()) {
    const { level } = one;
    one.lines = hanging.filter((on) => on < level).map((on) => line(x(on), 0, x(on), "100%"));
    if (level)
      one.lines.push(
        line(x(level - 1), 0, x(level - 1), MIDDLE),
        line(x(level - 1), MIDDLE, x(level), MIDDLE),
      );
    if (hanging.includes(level)) one.lines.push(line(x(level), MIDDLE, x(level), "100%"));
    hanging = [...hanging.filter((on) => on < level - 1), level - 1];
  }
  return rows.map((one) =>
    element(
      "li",
      null,
      element(
        "svg",
        { width: x(one.level) + DOT, "aria-hidden": "true" },
        one.lines,
        element("circle", { class: `dot dot-${one.kind}`, cx: x(one.level), cy: MIDDLE, r: 5 }),
      ),
      element("p", null, one.says),
    ),
  );
}
