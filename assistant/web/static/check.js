// The table of partners: a changed cell sends the whole consortium to the server, which judges it anew and gives the
// page back. Nothing is judged here.
(() => {
  "use strict";

  const KEPT = "="; // this cell says nothing new
  const TAKEN_OVER = 30; // milliseconds until the page has taken over what was written into a field
  const CHOOSING = 400; // milliseconds in which a choice may go on: with the keyboard each step is a change
  const LONGEST = 15_000; // milliseconds to wait for the server
  let timer = 0;
  let left = null; // the table that was changed, until the page has it anew
  let wanted = null; // finds in the new table what gets the focus
  let height = null; // where in the window the changed control stood; null once the reader has scrolled

  const tableOf = (element) => element.closest("section.partners");
  const rowsOf = (table) => [...table.querySelectorAll("tbody")];
  const cell = (table, row, field) =>
    (row === null ? table : rowsOf(table)[row])?.querySelector(`select[data-field="${field}"]`);

  function overlaid(known, cells) {
    const fields = { ...known };
    for (const { value, dataset } of cells) {
      if (value === KEPT) continue;
      fields[dataset.field] = value === "" ? null : value;
      fields[`${dataset.field}_in`] = undefined;
    }
    return fields;
  }

  function consortiumOf(table) {
    const project = table.querySelectorAll(".project select");
    const partners = rowsOf(table).map((row) =>
      overlaid(JSON.parse(row.dataset.partner), row.querySelectorAll("select")),
    );
    return { ...overlaid(JSON.parse(table.dataset.consortium), project), partners };
  }

  // The table is closed meanwhile, so that no choice is made in a table that is about to be replaced.
  function send(table, consortium, control, focus) {
    clearTimeout(timer);
    left = table;
    wanted = focus;
    height = control.getBoundingClientRect().top;
    stale(table);
    const field = document.querySelector("#edited :is(textarea, input)");
    field.value = JSON.stringify(consortium);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#judge").click(), TAKEN_OVER);
    table.inert = true;
    setTimeout(() => (table.inert = false), LONGEST);
  }

  function stale(table) {
    table.closest(".reply").setAttribute("aria-busy", "true");
  }

  function changed(select) {
    const table = tableOf(select);
    const body = select.closest("tbody");
    const row = body ? rowsOf(table).indexOf(body) : null;
    const { field } = select.dataset;
    if (field === "country") cell(table, row, "region").value = ""; // a region of the country before is none of this
    stale(table);
    clearTimeout(timer);
    timer = setTimeout(() => send(table, consortiumOf(table), select, (anew) => cell(anew, row, field)), CHOOSING);
  }

  function added(button) {
    const table = tableOf(button);
    const consortium = consortiumOf(table);
    consortium.partners.push(JSON.parse(table.dataset.partner));
    send(table, consortium, button, (anew) => cell(anew, consortium.partners.length - 1, "country"));
  }

  function removed(button) {
    const table = tableOf(button);
    const row = rowsOf(table).indexOf(button.closest("tbody"));
    const consortium = consortiumOf(table);
    consortium.partners.splice(row, 1);
    const next = Math.min(row, consortium.partners.length - 1);
    send(table, consortium, button, (anew) => rowsOf(anew)[next]?.querySelector("button") ?? anew.querySelector(".partner-add"));
  }

  function closed(button) {
    const table = tableOf(button);
    const consortium = { ...consortiumOf(table), further_partners: null };
    send(table, consortium, button, (anew) => anew.querySelector(".project select"));
  }

  function answered(button) {
    const { field, partners } = button.dataset;
    const table = button.closest(".reply").querySelector("section.partners");
    const rows = partners ? partners.split(",").map(Number) : [null];
    const cells = rows.map((row) => cell(table, row, field));
    const first = cells.find((each) => [KEPT, "", "unknown"].includes(each?.value)) ?? cells[0];
    first?.focus();
    first?.scrollIntoView({ block: "center" });
  }

  async function copied(button) {
    const text = button.nextElementSibling;
    button.setAttribute("aria-expanded", "true");
    getSelection().selectAllChildren(text); // where the browser does not allow copying, the selected text can be copied
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = button.dataset.copied;
    } catch {
      text.focus();
    }
  }

  document.addEventListener("change", ({ target }) => {
    if (target.matches("section.partners select")) changed(target);
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.classList.contains("partner-add")) added(button);
    else if (button.classList.contains("partner-remove")) removed(button);
    else if (button.classList.contains("further-remove")) closed(button);
    else if (button.classList.contains("missing-fact")) answered(button);
    else if (button.classList.contains("copy")) copied(button);
  });

  for (const gesture of ["wheel", "touchmove"]) {
    document.addEventListener(gesture, () => (height = null), { passive: true });
  }

  // After the page's own observer (chat.js), which would put the focus into the input.
  new MutationObserver(() => {
    const table = document.querySelector("section.partners[data-consortium]");
    if (!left || left.isConnected) return;
    left = null;
    const control = table && wanted(table);
    if (!control) return;
    control.focus({ preventScroll: true });
    // What stands above may have grown or shrunk: the control stays under the reader's eyes, its row whole.
    if (height !== null) scrollBy(0, control.getBoundingClientRect().top - height);
    if (height !== null) (control.closest("tbody") ?? control).scrollIntoView({ block: "nearest" });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
