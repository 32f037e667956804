// The little that the chat page does in the browser: examples ask themselves, citations open their source,
// a finished answer is announced once. It keeps nothing and talks to nobody but this server.
(() => {
  "use strict";

  const TAKEN_OVER = 30; // milliseconds until the page has taken over what was written into a field
  const BETWEEN_TRIES = 500; // milliseconds
  const TRIES = 30;
  const find = (selector) => document.querySelector(selector);
  const wide = window.matchMedia("(min-width: 60rem)");
  const touch = window.matchMedia("(pointer: coarse)");
  let opener = null; // the citation whose source is shown
  let placeholder = null; // what the source panel says while it is empty
  let announced = ""; // id and edition of the exchange announced last
  let current = ""; // id of the exchange in progress
  let scrolled = false; // whether the reader has scrolled since it began

  const live = document.createElement("div");
  live.id = "announcement";
  live.className = "sr-only";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  function input() {
    return find("#question textarea");
  }

  function latest() {
    return find("#current .exchange")?.id ?? null;
  }

  // The examples stand on the page before every part of it listens: what was asked too early is asked again, until its
  // exchange appears or the reader writes something else. While a question is under way the page takes no other.
  function ask(question, tries = TRIES, before = latest()) {
    if (tries === 0 || latest() !== before) return;
    const field = input();
    if (field && tries < TRIES && field.value && field.value !== question) return;
    if (field) {
      field.value = question;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    setTimeout(() => find("#ask")?.click(), TAKEN_OVER);
    setTimeout(() => ask(question, tries - 1, before), BETWEEN_TRIES);
  }

  async function showSource(button) {
    const panel = find("#source");
    const content = panel.querySelector(".source-content");
    const { document: name, start, end } = button.dataset;
    placeholder ??= content.innerHTML;
    opener?.removeAttribute("aria-current");
    opener = button;
    button.setAttribute("aria-current", "true");
    try {
      const reply = await fetch(`source/${encodeURIComponent(name)}?start=${start}&end=${end}`);
      if (!reply.ok) throw new Error(reply.statusText);
      content.innerHTML = await reply.text(); // made by our server from a closed set of elements
    } catch {
      content.textContent = panel.dataset.missing;
    }
    content.classList.remove("source-empty");
    document.body.dataset.source = "open";
    const mark = content.querySelector("mark");
    panel.querySelector("h2")?.focus({ preventScroll: true });
    if (mark) bringIntoView(mark, find("#side"));
  }

  function bringIntoView(mark, scroller) {
    // As it is if the words are in sight; else just far enough that they stand in the upper two thirds.
    scroller.scrollTop = 0;
    const frame = scroller.getBoundingClientRect();
    const seen = Math.min(frame.bottom, window.innerHeight) - frame.top;
    const end = mark.getBoundingClientRect().bottom - frame.top;
    if (end > 0.95 * seen) scroller.scrollTop = end - (2 / 3) * seen;
  }

  function closeSource(empty) {
    const back = opener;
    if (empty || !wide.matches) {
      delete document.body.dataset.source;
      opener?.removeAttribute("aria-current");
      opener = null;
    }
    if (empty && placeholder !== null) {
      const content = find("#source .source-content");
      content.innerHTML = placeholder;
      content.classList.add("source-empty");
    }
    if (back?.isConnected) back.focus();
  }

  function restoreFocus() {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const heading = find("#current .exchange h2");
    (touch.matches ? heading : input())?.focus({ preventScroll: true });
  }

  // The question moves up as its answer grows, unless the reader has scrolled meanwhile.
  function keepInView(exchange) {
    if (current !== exchange.id) {
      current = exchange.id;
      scrolled = false;
    }
    const covered = exchange.getBoundingClientRect().bottom > find("#composer").getBoundingClientRect().top;
    if (covered && !scrolled) exchange.scrollIntoView({ block: "start" });
  }

  function exchangeChanged() {
    const exchange = find("#current .exchange");
    if (!exchange) return;
    restoreFocus();
    keepInView(exchange);
    const edition = `${exchange.id} ${exchange.dataset.edition}`;
    if (exchange.getAttribute("aria-busy") === "false" && edition !== announced) {
      announced = edition;
      const said = [...exchange.querySelectorAll("h2, .answer, .verdict")].map((part) => part.textContent);
      live.textContent = `${find("#source").dataset.finished} ${said.join(". ")}`;
    }
  }

  for (const gesture of ["wheel", "touchmove", "pointerdown", "change"]) {
    document.addEventListener(gesture, () => (scrolled = true), { passive: true });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("example")) ask(button.dataset.question);
    else if (button.classList.contains("cite")) showSource(button);
    else if (button.matches(".source-close, .source-back")) closeSource(button.matches(".source-close"));
    else if (button.id === "again") {
      closeSource(true);
      input().focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (["PageUp", "PageDown", "Home", "End"].includes(event.key)) scrolled = true;
    if (event.key === "Escape" && document.body.dataset.source) closeSource(false);
  });

  function start() {
    const place = find("#current");
    if (!place || !input()) return false;
    document.body.append(live);
    input().setAttribute("aria-describedby", "ai-notice");
    new MutationObserver(exchangeChanged).observe(place, { childList: true, subtree: true });
    exchangeChanged();
    return true;
  }

  if (!start()) {
    const waiting = new MutationObserver(() => start() && waiting.disconnect());
    waiting.observe(document.documentElement, { childList: true, subtree: true });
  }
})();
