// Keys, copying, dropping of files, progress. Every page works without this file.
"use strict";
(() => {
  const body = document.body;
  const say = (words) => {
    const place = document.getElementById("said");
    place.textContent = words;
    setTimeout(() => { if (place.textContent === words) place.textContent = ""; }, 2500);
  };
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = body.dataset.csrf; });

  // Copying
  const copied = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      const box = document.createElement("textarea");
      box.value = words;
      body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) say((await copied(button.dataset.copy)) ? body.dataset.copied : body.dataset.notCopied);
    if (event.target.closest("[data-help]")) help();
  });

  // Keys
  const help = () => {
    const keys = document.getElementById("keys");
    keys.hidden = !keys.hidden;
    document.querySelector("[data-help]").setAttribute("aria-expanded", String(!keys.hidden));
  };
  const shown = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const go = (step) => {
    const rows = shown();
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("here"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    rows.forEach((row) => row.classList.remove("here"));
    stand(next);
  };
  let last = null;
  const stand = (row) => {
    last = row.dataset.row;
    row.classList.add("here");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  // A list that is drawn anew while a row is chosen (a search that ends late) keeps the choice
  document.addEventListener("htmx:afterSwap", () => {
    if (last === null || document.activeElement !== body || document.querySelector("[data-row].here")) return;
    const again = shown().find((row) => row.dataset.row === last);
    if (again) stand(again);
  });
  const here = () => document.querySelector("[data-row].here");
  const follow = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const toggle = () => document.querySelectorAll("figure[data-chart]").forEach((f) => f.classList.toggle("away-chart"));
  const press = (key) => {
    const within = here() || document.querySelector("[data-row]:target") || document;
    const found = within.querySelector(`[data-key="${key}"]`) || document.querySelector(`#main > [data-key="${key}"], .asked [data-key="${key}"], section > form [data-key="${key}"], summary[data-key="${key}"]`);
    if (!found) return false;
    const folded = found.closest("details.answer");
    if (folded) folded.open = true;
    found.click();
    return true;
  };
  const acts = {
    a: () => press("a"),
    r: () => press("r"),
    s: () => press("s"),
    d: () => press("d"),
    u: () => press("u"),
    p: () => press("p"),
    e: () => { if (!chosen()) press("e"); },
    "/": () => { const box = document.querySelector("[data-search]"); if (box) box.focus(); },
    j: () => go(1),
    k: () => go(-1),
    c: () => { const row = here() || document; const button = row.querySelector("[data-copy]"); if (button) button.click(); },
    t: toggle,
    "[": () => follow("a[rel=prev]"),
    "]": () => follow("a[rel=next]"),
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "Enter" && event.target === here()) {
      const link = here().querySelector("a[data-open], a[href]");
      if (link) link.click();
    } else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  // Charts for a pointer: the still picture stays for keyboards, readers of screens and touch
  let drawing = null;
  const script = () => drawing ??= new Promise((done, failed) => {
    const made = document.createElement("script");
    made.src = body.dataset.liveChart;
    made.addEventListener("load", () => done(window.accountedChart));
    made.addEventListener("error", failed);
    document.head.append(made);
  });
  const enliven = async (figure) => {
    const still = figure.querySelector(".chart-place.wide");
    if (figure.dataset.living || !still || still.offsetParent === null || !still.querySelector("svg")) return;
    figure.dataset.living = "1";
    try {
      const [draw, told] = await Promise.all([script(), fetch(figure.dataset.live).then((answer) => answer.json())]);
      const place = document.createElement("div");
      place.className = "live";
      place.setAttribute("aria-hidden", "true");
      place.style.position = "absolute";
      still.append(place);
      const made = await draw(place, told);
      place.style.position = "";
      still.classList.add("living");
      const point = (_, item) => {
        document.querySelectorAll("tr.pointed").forEach((row) => row.classList.remove("pointed"));
        const row = item && item.datum && item.datum.row && document.querySelector(`tr[data-row="${CSS.escape(item.datum.row)}"]`);
        if (row) row.classList.add("pointed");
      };
      made.view.addEventListener("pointerover", point);
      made.view.addEventListener("pointerout", () => point(null, null));
    } catch {
      delete figure.dataset.living;
    }
  };
  document.addEventListener("pointerover", (event) => {
    const figure = event.pointerType === "mouse" && event.target.closest && event.target.closest("figure[data-live]");
    if (figure) enliven(figure);
  });

  // Words selected in a text become the words of a figure to be made; offsets are code points of the text
  const chosen = () => {
    const maker = document.getElementById("make");
    const selection = window.getSelection();
    const text = document.querySelector(".text.given");
    if (!maker || !text || selection.isCollapsed || !text.contains(selection.anchorNode)) return false;
    const range = selection.getRangeAt(0);
    const lengthTo = (node, offset) => {
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(node, offset);
      const part = before.cloneContents();
      part.querySelectorAll("[data-extra]").forEach((extra) => extra.remove());
      return [...part.textContent].length;
    };
    const start = lengthTo(range.startContainer, range.startOffset);
    const words = range.cloneContents();
    words.querySelectorAll("[data-extra]").forEach((extra) => extra.remove());
    const form = maker.querySelector("form");
    form.elements.start.value = start;
    form.elements.end.value = start + [...words.textContent].length;
    form.elements.quote.value = words.textContent;
    maker.open = true;
    form.elements.effect.focus();
    return true;
  };
  document.addEventListener("mouseup", () => { const maker = document.getElementById("make"); if (maker && maker.open) chosen(); });

  // An answer is given by one key: the row after it is next
  document.addEventListener("htmx:afterSwap", () => { const asked = document.getElementById("asked"); if (asked) asked.querySelector("button").focus({ preventScroll: true }); });
  const opened = document.querySelector("details:target");
  if (opened) opened.open = true;
  window.addEventListener("hashchange", () => { const at = document.querySelector("details:target"); if (at) at.open = true; });

  // What is written in a form is told; what is emptied is not asked. The mark stays the person's to change
  document.addEventListener("input", (event) => {
    const mark = event.target.closest(".told-field") && event.target.closest(".told-field").querySelector("select");
    if (!mark || event.target === mark) return;
    if (event.target.value.trim() && mark.value === "not asked") mark.value = "told";
    else if (!event.target.value.trim() && mark.value === "told") mark.value = "not asked";
  });

  // Dropping files, and progress while they are sent
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const field = form.elements[form.dataset.drop];
  const bar = form.querySelector("progress");
  const send = () => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRF-Token", body.dataset.csrf);
    bar.hidden = false;
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.title = page.title;
      document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
      history.pushState({}, "", request.responseURL);
      if (window.htmx) window.htmx.process(document.getElementById("main"));
      document.getElementById("main").focus();
    });
    request.addEventListener("error", () => { bar.hidden = true; form.submit(); });
    request.send(new FormData(form));
  };
  form.addEventListener("submit", (event) => { if (field.files.length) { event.preventDefault(); send(); } });
  document.addEventListener("dragover", (event) => { event.preventDefault(); body.classList.add("dropping"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) body.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    body.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
