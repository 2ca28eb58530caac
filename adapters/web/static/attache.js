// The pages can be read and asked without this: it saves clicks.
"use strict";
const html = document.documentElement;
html.classList.add("scripted");
const $ = (selector, root = document) => root.querySelector(selector);

// Copying.
document.addEventListener("click", async (e) => {
  const button = e.target.closest(".copy");
  if (!button) return;
  const field = $(button.dataset.copy), status = $(".copied");
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = "Copied.";
  } catch {
    field.closest("details").open = true;
    field.select();
    status.textContent = "Copy what is selected.";
  }
});

// Searching as one types.
const live = $("input[data-live]");
if (live) {
  let timer, wanted = 0;
  live.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++wanted, query = "/search?q=" + encodeURIComponent(live.value);
      const answer = await fetch(query + "&fragment=1").catch(() => null);
      if (!answer || !answer.ok) return;
      const text = await answer.text();
      if (mine !== wanted) return;
      $(live.dataset.live).innerHTML = text;
      history.replaceState(null, "", query);
    }, 150);
  });
  live.focus();
  live.setSelectionRange(live.value.length, live.value.length);
}

// The timeline by keyboard.
if ($("nav.zooms") || $(".view-timeline .entries")) {
  const entries = [...document.querySelectorAll(".entry")];
  const go = (step) => {
    const at = entries.indexOf(document.activeElement.closest(".entry") || $(".entry:target"));
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)];
    if (!next) return;
    next.focus();
    document.querySelectorAll(".chart a.now").forEach((a) => a.classList.remove("now"));
    const sign = $('.chart a[href="#' + next.id + '"]');
    if (sign) sign.classList.add("now");
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea")) return;
    if (e.key === "j" || e.key === "k") {
      e.preventDefault();
      return go(e.key === "j" ? 1 : -1);
    }
    const key = e.key === "=" ? "+" : e.key;
    for (const a of document.querySelectorAll(".zooms a")) if (a.dataset.key === key) { e.preventDefault(); return a.click(); }
  });
}

// Talking.
const talk = $("#talk");
if (talk) {
  const field = $("#line"), offers = $("#offers"), conversation = $("#conversation"), kept = "attache-lines";
  const lines = JSON.parse(sessionStorage.getItem(kept) || "[]");
  let back = lines.length, draft = "", asked = 0, chosen = -1;

  const close = () => { offers.hidden = true; chosen = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const pick = (i) => {
    const all = [...offers.children];
    chosen = (i + all.length) % all.length;
    all.forEach((li, n) => li.setAttribute("aria-selected", n === chosen));
    all[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[chosen].id);
  };
  const take = (li) => { field.value = li.textContent; if (li.dataset.line) field.value = li.dataset.line; close(); field.focus(); };
  const offer = async () => {
    const mine = ++asked, typed = field.value;
    if (!typed.trim()) return close();
    const answer = await fetch("/complete?line=" + encodeURIComponent(typed)).catch(() => null);
    if (!answer || !answer.ok || mine !== asked || document.activeElement !== field) return;
    const list = (await answer.json()).filter((line) => line !== typed);
    if (mine !== asked) return;
    if (!list.length) return close();
    offers.replaceChildren(...list.map((line, n) => {
      const li = document.createElement("li");
      li.id = "offer-" + n;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      li.textContent = li.dataset.line = line;
      return li;
    }));
    offers.hidden = false;
    chosen = -1;
    field.setAttribute("aria-expanded", "true");
  };
  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(offer, 80); });
  field.addEventListener("blur", () => setTimeout(close, 150));
  offers.addEventListener("mousedown", (e) => { const li = e.target.closest("li"); if (li) { e.preventDefault(); take(li); } });
  field.addEventListener("keydown", (e) => {
    const open = !offers.hidden;
    if (e.key === "Escape") return close();
    if (open && e.key === "Tab" && !e.shiftKey) { e.preventDefault(); return take(offers.children[Math.max(chosen, 0)]); }
    if (open && e.key === "Enter" && chosen >= 0) { e.preventDefault(); return take(offers.children[chosen]); }
    if (e.key !== "ArrowUp" && e.key !== "ArrowDown") return;
    const step = e.key === "ArrowUp" ? -1 : 1;
    if (open) { e.preventDefault(); return pick(chosen < 0 && step < 0 ? -1 : chosen + step); }
    if (back + step < 0 || back + step > lines.length) return;
    e.preventDefault();
    if (back === lines.length) draft = field.value;
    back += step;
    field.value = back === lines.length ? draft : lines[back];
  });

  const say = async (line, limit) => {
    close();
    asked++;
    if (lines[lines.length - 1] !== line) lines.push(line);
    sessionStorage.setItem(kept, JSON.stringify(lines.slice(-100)));
    back = lines.length;
    const welcome = $(".welcome");
    if (welcome) welcome.remove();
    const turn = document.createElement("article"), answer = document.createElement("div");
    turn.className = "turn";
    answer.className = "answer waiting";
    conversation.append(turn);
    const body = new URLSearchParams(new FormData(talk));
    body.set("line", line);
    if (limit) body.set("limit", limit);
    try {
      const response = await fetch(talk.dataset.stream, { method: "POST", body });
      if (!response.ok) throw new Error(String(response.status));
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const pieces = (rest + value).split("\x1e");
        rest = pieces.pop();
        for (const piece of pieces) {
          const said = !turn.firstChild;
          (said ? turn : answer).insertAdjacentHTML("beforeend", piece);
          if (said) { turn.append(answer); turn.scrollIntoView({ block: "start" }); }
        }
      }
    } catch {
      turn.append(answer);
      answer.insertAdjacentHTML("beforeend", '<p class="wrong">No answer came. Load the page again and ask once more.</p>');
    }
    answer.classList.remove("waiting");
  };
  talk.addEventListener("submit", (e) => {
    e.preventDefault();
    const line = field.value.trim();
    if (!line) return;
    field.value = "";
    say(line);
  });
  document.addEventListener("click", (e) => {
    const a = e.target.closest("a[data-line]");
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    say(a.dataset.line, a.dataset.limit);
  });
  field.focus();
}
