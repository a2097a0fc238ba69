"use strict";
// Follows a meeting: asks each second whether its page still stands, and puts in what is new. Without
// this file the page has a button that loads it again.
(() => {
  const live = document.getElementById("live");
  if (!live) {
    return;
  }
  const said = document.getElementById("said");
  const answer = document.getElementById("answer");
  const lost = document.getElementById("lost");
  const EVERY = 1000;
  const HIDDEN = 10000;
  const MOST = 15000;
  const SOON = 15;
  // the cookies may change with the page: the first question gets all of it
  let tag = "";
  let afresh = false;
  let ahead = Number(live.dataset.now) - Date.now();
  let waits = 0;
  let failed = 0;
  let asking = false;
  let again = false;

  const left = (element) => Math.max(0, Math.ceil((Number(element.dataset.until) - Date.now() - ahead) / 1000));
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const tick = () => {
    live.querySelectorAll("[data-until]").forEach((each) => {
      const seconds = left(each);
      if (each.localName === "progress") {
        each.value = seconds;
      } else {
        const words = clock(seconds);
        if (each.textContent !== words) {
          each.textContent = words;
        }
      }
      each.classList.toggle("timer_soon", seconds <= SOON);
    });
  };

  // what has the focus and what was opened stays so
  const put = (html) => {
    const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
    const opened = [...live.querySelectorAll("details[open][id]")].map((each) => each.id);
    live.innerHTML = html;
    opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) {
      (document.getElementById(focused) || live).focus({ preventScroll: true });
    }
    const words = live.firstElementChild?.dataset.said || "";
    if (said && words && said.textContent !== words) {
      said.textContent = words;
    }
    tick();
  };

  const next = () => {
    clearTimeout(waits);
    const calm = document.hidden ? HIDDEN : EVERY;
    waits = setTimeout(ask, failed ? Math.min(MOST, calm * 2 ** failed) : calm);
  };

  const ask = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const wanted = afresh;
    afresh = false;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      if (wanted) {
        headers["X-Afresh"] = "1";
      }
      const got = await fetch(live.dataset.live, { headers, cache: "no-store", credentials: "same-origin" });
      if (got.redirected || got.status === 401 || got.status === 403 || got.status === 404) {
        location.reload();
        return;
      }
      if (got.status === 200) {
        tag = got.headers.get("ETag");
        ahead = Number(got.headers.get("X-Now")) - Date.now();
        put(await got.text());
      } else if (got.status !== 304) {
        throw new Error(String(got.status));
      }
      failed = 0;
      lost?.setAttribute("hidden", "");
    } catch {
      failed += 1;
      afresh = afresh || wanted;
      if (failed > 1) {
        lost?.removeAttribute("hidden");
      }
    } finally {
      asking = false;
      if (again) {
        again = false;
        ask();
      } else {
        next();
      }
    }
  };

  // a button acts without leaving the page; what came of it is said above
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-give]")) {
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (button?.getAttribute("aria-disabled") === "true") {
      return;
    }
    button?.setAttribute("aria-disabled", "true");
    try {
      const body = new URLSearchParams(new FormData(form));
      const got = await fetch(form.action, { method: "POST", body, headers: { "X-Live": "1", "X-CSRFToken": live.dataset.token }, credentials: "same-origin" });
      if (got.redirected) {
        location.reload();
        return;
      }
      answer.innerHTML = await got.text();
    } catch {
      answer.textContent = live.dataset.unsent;
    }
    button?.removeAttribute("aria-disabled");
    afresh = true;
    ask();
  });

  document.addEventListener("visibilitychange", () => document.hidden || ask());
  addEventListener("online", ask);
  setInterval(tick, 250);
  tick();
  next();
})();
