// The desk in the browser. Everything that people wrote is shown as text; what is typed is kept and checked a moment later.
(() => {
  "use strict";

  const WAIT = 600; // milliseconds after the last key before the text is kept and checked
  const LONGEST_WAIT = 2000; // milliseconds that typing may go on without the text being kept
  const RETRY = 3000; // milliseconds before a text that could not be kept is sent again
  const TIME = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const at = (id) => document.getElementById(id);
  const made = (name, text = "", kind = "") => {
    const node = document.createElement(name);
    node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  let current = null; // id of the open enquiry
  let timer = 0;
  let unkept = 0; // time of the first key whose text is not kept yet, 0 if all is
  let typed = 0; // counts edits, so that an answer to an earlier one is not taken for the last

  async function ask(path, body) {
    const reply = await fetch(path, body === undefined ? {} : {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    }).catch(() => {
      throw new Error("The desk does not answer. What you typed stays on this page and is kept as soon as the desk runs again.");
    });
    if (!reply.ok) {
      const told = await reply.json().catch(() => ({ problem: [`The desk did not answer (${reply.status}).`] }));
      throw new Error(told.problem.join(" "));
    }
    return reply;
  }

  async function attempt(work, button) {
    at("problem").hidden = true;
    if (button) button.disabled = true;
    try {
      return await work();
    } catch (error) {
      at("problem").textContent = error.message;
      at("problem").hidden = false;
      at("problem").scrollIntoView({ block: "nearest" });
      return undefined;
    } finally {
      if (button) button.disabled = false;
    }
  }

  const get = async (path, body) => (await ask(path, body)).json();

  function fill(list, items) {
    at(list).replaceChildren(...items);
  }

  async function refresh() {
    const entries = await get("/enquiries");
    at("no-enquiries").hidden = entries.length > 0;
    fill("enquiries", entries.map((entry) => {
      const item = made("li");
      const button = made("button", entry.title || "(no subject)");
      button.type = "button";
      button.dataset.enquiry = entry.id;
      button.setAttribute("aria-current", String(entry.id === current));
      const note = [entry.sender, entry.state, TIME.format(new Date(entry.created)), entry.stale ? "out of date" : ""].filter(Boolean).join(" · ");
      button.append(made("small", note));
      item.append(button);
      return item;
    }));
  }

  function show(enquiry, { keepText = false } = {}) {
    current = enquiry.id;
    at("intake").hidden = true;
    at("enquiry").hidden = false;
    at("title").textContent = enquiry.title || "(no subject)";
    at("state").textContent = enquiry.state;
    at("state").className = `state state-${enquiry.state}`;
    at("deleted-on").textContent = `will be deleted on ${enquiry.deleted_on}`;
    at("stale").textContent = enquiry.stale;
    at("stale").hidden = !enquiry.stale;
    showMail(enquiry.mail);
    const draft = enquiry.draft;
    at("draft").textContent = draft ? "Draft anew" : "Draft a reply";
    for (const id of ["reply", "side"]) at(id).hidden = !draft;
    for (const id of ["asked-box", "warnings-box"]) at(id).hidden = !draft;
    if (!draft) return;
    if (!keepText) at("text").value = draft.text;
    at("text").lang = draft.language;
    fill("asked", draft.questions.map((each) => {
      const item = made("li", each.text);
      item.append(" ", made("small", `(${each.status})`, "soft"));
      return item;
    }));
    at("verdict").hidden = !draft.verdict;
    at("verdict").textContent = `The consortium, on the facts given: ${(draft.verdict ?? "").replaceAll("_", " ")}`;
    at("warnings-box").hidden = draft.warnings.length === 0;
    fill("warnings", draft.warnings.map((each) => made("li", each)));
    showChecks(enquiry);
    if (!keepText) showSources(draft.sources);
  }

  function showMail(mail) {
    const facts = [["From", mail.from], ["Date", mail.date], ["Subject", mail.subject], ["Attachments", mail.attachments.join("; ")]];
    fill("mail-facts", facts.filter(([, value]) => value).flatMap(([name, value]) => [made("dt", name), made("dd", value)]));
    at("mail").textContent = mail.body;
    at("mail-text").value = mail.body;
  }

  function showChecks(enquiry) {
    const flagged = enquiry.checks.filter((each) => each.problems.length);
    at("summary").textContent = flagged.length
      ? `${flagged.length} of ${enquiry.checks.length} sentences ${flagged.length === 1 ? "needs" : "need"} a look:`
      : `All ${enquiry.checks.length} sentences checked: quotations, numbers and dates stand in their sources, and no word that turns a meaning was changed.`;
    at("summary").className = flagged.length ? "warn" : "good";
    fill("flagged", flagged.map((each) => {
      const item = made("li", each.problems.join(" "));
      const button = made("button", each.text);
      button.type = "button";
      button.dataset.sentence = each.text;
      button.title = "Show it in the reply";
      item.append(button);
      return item;
    }));
    const own = enquiry.checks.filter((each) => each.support === "officer" && !each.problems.length).length;
    at("own").hidden = own === 0;
    at("own").textContent = `${own === 1 ? "1 sentence is" : `${own} sentences are`} your own, without a source.`;
    fill("support", enquiry.checks.map((each) => {
      const item = made("li", "", each.support);
      item.append(made("q", each.text), made("small", each.label));
      return item;
    }));
    at("despite-box").hidden = flagged.length === 0;
    if (flagged.length === 0) at("despite").checked = false;
    fill("changes", enquiry.changes.map(([sign, text]) => made("li", `${sign === "+" ? "Added: " : "Removed: "}${text}`, sign === "+" ? "added" : "removed")));
    at("changed").textContent = enquiry.changes.length;
    const approved = enquiry.state === "approved" || enquiry.state === "exported";
    at("approved").hidden = !approved;
    at("approved").textContent = `Approved by ${enquiry.approved_by}, ${enquiry.approved_at.slice(0, 16).replace("T", " ")} UTC`;
    at("export").hidden = !approved;
  }

  function showSources(sources) {
    closeSource();
    fill("sources", sources.map((each) => {
      const item = made("li");
      const button = made("button", `[${each.n}] ${each.section.at(-1) ?? each.title}`);
      button.type = "button";
      Object.assign(button.dataset, { document: each.document, start: each.start, end: each.end });
      button.append(made("span", `“${each.quote.replace(/\s+/g, " ")}”`));
      item.append(button);
      return item;
    }));
  }

  async function openSource(button) {
    for (const each of document.querySelectorAll("#sources button")) each.setAttribute("aria-current", String(each === button));
    const { document: name, start, end } = button.dataset;
    const reply = await ask(`/source/${encodeURIComponent(name)}?start=${start}&end=${end}`);
    const panel = at("source");
    panel.innerHTML = await reply.text(); // made by our server from a closed set of elements
    panel.hidden = false;
    at("source-close").hidden = false;
    bringIntoView(panel.querySelector("mark"), at("side"));
    panel.querySelector("h2")?.focus({ preventScroll: true });
  }

  // Beside the reply only the sources scroll, and only where the quoted words are not in sight already.
  function bringIntoView(mark, side) {
    side.scrollTop = 0;
    if (!mark) return;
    if (getComputedStyle(side).position !== "sticky") {
      mark.scrollIntoView({ block: "center" });
      return;
    }
    const { top, bottom } = side.getBoundingClientRect();
    const seen = Math.min(bottom, window.innerHeight) - top;
    const end = mark.getBoundingClientRect().bottom - top;
    if (end > 0.95 * seen) side.scrollTop = end - (2 / 3) * seen;
  }

  function closeSource() {
    const opener = document.querySelector('#sources button[aria-current="true"]');
    const focused = at("side").contains(document.activeElement);
    at("source").hidden = true;
    at("source-close").hidden = true;
    opener?.removeAttribute("aria-current");
    if (focused) opener?.focus();
  }

  async function keep() {
    const id = current;
    const number = typed;
    unkept = 0;
    let enquiry;
    try {
      enquiry = await get(`/enquiries/${id}/text`, { text: at("text").value });
    } catch (error) {
      if (id === current) {
        unkept = Date.now();
        at("kept").textContent = "Not kept yet";
        clearTimeout(timer);
        timer = setTimeout(() => attempt(keep), RETRY);
      }
      throw error;
    }
    if (id !== current || number !== typed) return;
    at("kept").textContent = "Kept";
    show(enquiry, { keepText: true });
    await refresh();
  }

  async function keepNow() {
    clearTimeout(timer);
    if (unkept) await keep();
  }

  // Selects a sentence in the reply; its words may stand over line ends there, and behind signs of a list.
  function point(sentence) {
    const words = sentence.replace(/^[-*\s]+/, "").split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(words.join("\\s+")).exec(at("text").value);
    if (!found) return;
    const text = at("text");
    text.focus();
    text.setSelectionRange(found.index, found.index + found[0].length);
    const lines = text.value.slice(0, found.index).length / Math.max(1, text.value.length);
    text.scrollTop = Math.max(0, lines * text.scrollHeight - text.clientHeight / 2);
  }

  async function takeIn(body) {
    let enquiry = await get("/enquiries", body);
    show(enquiry);
    await refresh();
    at("summary").textContent = "";
    at("kept").textContent = "Drafting…";
    try {
      enquiry = await get(`/enquiries/${enquiry.id}/draft`, {});
    } finally {
      at("kept").textContent = "";
    }
    at("pasted").value = "";
    at("file").value = "";
    show(enquiry);
    await refresh();
    at("title").focus();
  }

  async function save(button) {
    const reply = await ask(`/enquiries/${current}/export`, { format: button.dataset.format });
    const name = /filename="([^"]+)"/.exec(reply.headers.get("content-disposition"))[1];
    const link = made("a");
    link.href = URL.createObjectURL(await reply.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    show(await get(`/enquiries/${current}`));
    await refresh();
  }

  const on = (id, work) => at(id).addEventListener("click", (event) => attempt(() => work(event.currentTarget), event.currentTarget));

  on("new", () => {
    current = null;
    at("enquiry").hidden = true;
    at("intake").hidden = false;
    at("pasted").focus();
    return refresh();
  });
  on("source-close", closeSource);
  on("take-in", () => takeIn({ text: at("pasted").value }));
  on("draft", async () => {
    at("kept").textContent = "Drafting…";
    try {
      show(await get(`/enquiries/${current}/draft`, {}));
    } finally {
      at("kept").textContent = "";
    }
    await refresh();
  });
  on("keep-mail", async () => {
    show(await get(`/enquiries/${current}/mail`, { text: at("mail-text").value }), { keepText: true });
    at("change").open = false;
    await refresh();
  });
  on("approve", async () => {
    await keepNow();
    show(await get(`/enquiries/${current}/approve`, { name: at("officer").value, despite: at("despite").checked }), { keepText: true });
    await refresh();
  });
  on("erase", async () => {
    if (!window.confirm("Delete this enquiry and its draft for good?")) return;
    await get(`/enquiries/${current}/erase`, {});
    at("new").click();
  });

  at("file").addEventListener("change", () => attempt(async () => {
    const file = at("file").files[0];
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    await takeIn({ file: btoa(binary), name: file.name.slice(-200) });
  }));

  at("text").addEventListener("input", () => {
    typed += 1;
    unkept ||= Date.now();
    at("kept").textContent = "…";
    clearTimeout(timer);
    timer = setTimeout(() => attempt(keep), Math.max(0, Math.min(WAIT, unkept + LONGEST_WAIT - Date.now())));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.enquiry) {
      attempt(async () => {
        await keepNow();
        show(await get(`/enquiries/${button.dataset.enquiry}`));
        at("kept").textContent = "";
        await refresh();
        at("title").focus();
      });
    } else if (button?.dataset.sentence) point(button.dataset.sentence);
    else if (button?.dataset.document) attempt(() => openSource(button));
    else if (button?.dataset.format) attempt(() => save(button), button);
  });

  window.addEventListener("pagehide", () => {
    if (!unkept) return;
    fetch(`/enquiries/${current}/text`, { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body: JSON.stringify({ text: at("text").value }) });
  });

  attempt(async () => {
    await refresh();
    const days = await get("/retention");
    at("retention").textContent = `Enquiries are deleted ${days.closed_days} days after their first export; what is never exported, ${days.open_days} days after its last change.`;
  });
})();
