// Tables of units are sorted by a click or a key on a heading; without this script they stand in their order.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.title = table.dataset.sortBy.replace("{}", heading.textContent);
    heading.dataset.heading = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = heading.getAttribute("aria-sort") === "descending" || (heading.ariaSort === null && heading.className === "text");
      const direction = up ? 1 : -1;
      const values = new Map([...body.rows].map((row) => [row, row.cells[column].dataset.value]));
      const numeric = heading.className !== "text";
      const rows = [...body.rows].sort((one, other) => {
        const [left, right] = [values.get(one), values.get(other)];
        if (left === "" || right === "") return (left === "") - (right === "");
        const by = numeric ? left - right : left.localeCompare(right, document.documentElement.lang, { numeric: true });
        return direction * by || 0;
      });
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.remove(); // rows move many times as fast where nobody looks
      body.append(...rows);
      table.tHead.after(body);
      button.focus();
    });
  });
}
