/* Filters: each is a term of the query, and the query says which are chosen. */

const facets = [...section.querySelectorAll(".facets details")];
const inputsOf = (facet) => [...facet.querySelectorAll("input")];

/** Whether a group of words is about nothing but the field of a filter. */
const isAbout = (field) => (group) =>
  group.every((word) => word.startsWith(`${field}:`) || word === `not:${field}:*`);

/** The words, each with one value, that a query has of a field: `topic:a,b` is `topic:a`, `topic:b`. */
function chosenIn(field, query) {
  const words = groupsOf(query).filter(isAbout(field)).flat();
  const single = words.flatMap((word) => [
    word,
    ...word
      .slice(field.length + 1)
      .split(",")
      .map((value) => `${field}:${value}`),
  ]);
  return new Set(single.map(spelled));
}

function paintFacets() {
  for (const facet of facets) {
    const chosen = chosenIn(facet.dataset.field, state.query);
    for (const input of inputsOf(facet)) input.checked = chosen.has(spelled(input.value));
    facet.classList.toggle(
      "is-set",
      inputsOf(facet).some((input) => input.checked),
    );
    if (facet.open) paintCounts(facet);
  }
}

/** The groups of the query that are not about the field of a filter. */
const others = (field) => groupsOf(state.query).filter((group) => !isAbout(field)(group));

/** How many claims each value of a filter would find, with the rest of the query. */
function paintCounts(facet) {
  const hits = hitsOf(questionOf(asQuery(others(facet.dataset.field))));
  for (const input of inputsOf(facet)) {
    const holds = termOf(input.value, []);
    const count = holds ? hits.filter(holds).length : 0;
    input.closest("label").querySelector(".count").textContent = grouped(count);
  }
}

/** Puts the chosen values of a filter into the query, in the place of what it had of the field. */
function choose(facet) {
  const { field } = facet.dataset;
  const words = inputsOf(facet)
    .filter((input) => input.checked)
    .map((input) => input.value);
  const isListed = (word) => word.startsWith(`${field}:`) && !word.includes(",");
  const listed = words.filter(isListed).map((word) => word.slice(field.length + 1));
  const group = [
    ...(listed.length ? [`${field}:${listed.join(",")}`] : []),
    ...words.filter((word) => !isListed(word)),
  ];
  change(asQuery([...others(field), ...(group.length ? [group] : [])]), "push");
}
