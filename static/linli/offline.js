"use strict";
// What is noted without a connection: kept on this device, sent later, each once.
//
// The page says what: `data-offline` names the store (visits, desk), `data-items` the list in the
// plan, `data-key` the number of an item in it, `data-sends` the list that is sent. The device keeps
// the items' labels and what was noted, encrypted under a key that cannot leave the browser. A note
// is shown as noted only when the disk has it; it is taken off only when the server has answered
// for it. Without this file the page is a plain form.
(() => {
  const box = document.querySelector("[data-offline]");
  if (!box || !window.indexedDB || !window.crypto || !crypto.subtle) {
    return;
  }
  const words = box.querySelector("[data-offline-waiting]");
  const refusals = box.querySelector("[data-offline-refused]");
  const list = document.querySelector("[data-offline-list]");
  const template = document.querySelector("[data-offline-form]");
  const { offline: name, items, key: number, sends } = box.dataset;
  const BATCH = 100;
  // signing out leads back to this page while something is unsent
  const UNSENT = `linli-unsent-${name}`;
  const LOOK = ["mode", "theme"];

  // --- the device's own store -----------------------------------------------------------------
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open(`linli-${name}`, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keep");
      asked.result.createObjectStore("queue", { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  // Resolves when the transaction is on the disk, with the answer of the request inside it.
  async function store(table, mode, act) {
    const db = await opened;
    return new Promise((resolve, reject) => {
      const turn = db.transaction(table, mode, { durability: "strict" });
      const asked = act(turn.objectStore(table));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  }

  async function theKey() {
    const known = await store("keep", "readonly", (keep) => keep.get("key"));
    if (known) {
      return known;
    }
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // another tab may have been faster: the first key stays
    await store("keep", "readwrite", (keep) => keep.add(made, "key")).catch(() => undefined);
    return store("keep", "readonly", (keep) => keep.get("key"));
  }
  let keyed;
  const key = () => (keyed ??= theKey());

  async function seal(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain) };
  }

  async function unseal({ iv, data }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  async function plan() {
    const kept = await store("keep", "readonly", (keep) => keep.get("plan"));
    return kept ? { owner: kept.owner, look: kept.look, ...(await unseal(kept)) } : null;
  }

  async function queued(owner) {
    const rows = await store("queue", "readonly", (queue) => queue.getAll());
    const mine = rows.filter((row) => row.owner === owner);
    return Promise.all(mine.map(async (row) => ({ ...row, note: await unseal(row) })));
  }

  // --- noting ---------------------------------------------------------------------------------
  async function note(form, button) {
    const kept = await plan();
    if (!kept) {
      form.dataset.plain = "1";
      form.requestSubmit(button);
      return;
    }
    const said = { [number]: Number(form.elements[number].value), [button.name]: button.value };
    const row = { id: crypto.randomUUID(), owner: kept.owner, refused: "", ...(await seal({ ...said, at: new Date().toISOString() })) };
    await store("queue", "readwrite", (queue) => queue.add(row));
    const line = form.querySelector("[data-noted]") ?? document.createElement("p");
    line.setAttribute("data-noted", "");
    line.textContent = `${words.dataset.offlineNoted} · ${button.textContent.trim()} ${new Date().toLocaleTimeString()}`;
    form.append(line);
    await show();
    await sync();
  }

  // --- sending --------------------------------------------------------------------------------
  // The list as it is now, with the token for sending; null without a connection or a session.
  // The page without a connection asks only where a list was kept: whoever else opens it has none.
  async function fetched() {
    if (template && !(await plan())) {
      return null;
    }
    const answer = await fetch(box.dataset.plan, { cache: "no-store", headers: { Accept: "application/json" } });
    if (answer.status === 401 || answer.status === 403) {
      return null;
    }
    if (!answer.ok) {
      throw new Error(`plan: ${answer.status}`);
    }
    const found = await answer.json();
    const sealed = await seal({ items: found[items] });
    const look = Object.fromEntries(LOOK.map((each) => [each, document.documentElement.dataset[each]]));
    const former = await store("keep", "readonly", (keep) => keep.get("plan"));
    const row = { owner: found.owner, look: template ? (former?.look ?? look) : look, ...sealed };
    await store("keep", "readwrite", (keep) => keep.put(row, "plan"));
    return found;
  }

  async function send(found) {
    const rows = (await queued(found.owner)).filter((row) => !row.refused);
    for (let start = 0; start < rows.length; start += BATCH) {
      const notes = rows.slice(start, start + BATCH).map((row) => ({ id: row.id, ...row.note }));
      const answer = await fetch(box.dataset.send, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": found.token },
        body: JSON.stringify({ sent_at: new Date().toISOString(), [sends]: notes }),
      });
      if (!answer.ok) {
        throw new Error(`send: ${answer.status}`);
      }
      for (const each of (await answer.json()).answers) {
        if (each.state === "refused") {
          const row = rows.find((one) => one.id === each.id);
          const { note: _, ...kept } = row;
          await store("queue", "readwrite", (queue) => queue.put({ ...kept, refused: each.words }));
        } else {
          await store("queue", "readwrite", (queue) => queue.delete(each.id));
        }
      }
    }
  }

  let running = null;
  let again = false;
  let signedOut = false;
  function sync() {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        try {
          const found = await fetched();
          signedOut = !found;
          if (found) {
            await send(found);
          }
        } catch {
          // no connection, or a fault on the way: everything stays here and is tried again
        }
      } while (again);
      running = null;
      await show();
    })();
    return running;
  }

  // --- showing --------------------------------------------------------------------------------
  let noted = false;
  async function show() {
    const kept = await plan();
    const rows = kept ? await queued(kept.owner) : [];
    const waiting = rows.filter((row) => !row.refused).length;
    noted ||= waiting > 0;
    box.hidden = !noted && rows.length === 0;
    box.dataset.count = String(waiting);
    words.textContent = waiting
      ? `${words.dataset.offlineWaiting}${waiting}. ${signedOut ? words.dataset.offlineAgain : ""}`
      : words.dataset.offlineSent;
    refusals.replaceChildren(...rows.filter((row) => row.refused).map((row) => line(row, kept)));
    if (waiting) {
      localStorage.setItem(UNSENT, location.pathname);
    } else {
      localStorage.removeItem(UNSENT);
    }
  }

  function line(row, kept) {
    const item = document.createElement("li");
    const known = kept.items.find((one) => one[number] === row.note[number]);
    item.textContent = `${known ? known.label : row.note[number]} · ${new Date(row.note.at).toLocaleString()} · ${row.refused} `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "weui-btn weui-btn_default weui-btn_mini";
    button.textContent = words.dataset.offlineDismiss;
    button.addEventListener("click", async () => {
      await store("queue", "readwrite", (queue) => queue.delete(row.id));
      await show();
    });
    item.append(button);
    return item;
  }

  // Without a connection the list comes from the device.
  async function draw() {
    const kept = await plan();
    if (!kept || !template) {
      return;
    }
    if (kept.look?.mode) {
      document.documentElement.dataset.mode = kept.look.mode;
      document.body.dataset.weuiMode = kept.look.mode;
    }
    list.replaceChildren(
      ...kept.items.map((each) => {
        const card = template.content.cloneNode(true);
        card.querySelector(".card__title").textContent = each.label;
        card.querySelector(`[name=${number}]`).value = each[number];
        return card;
      }),
    );
  }

  async function keepShell() {
    if (template || !("serviceWorker" in navigator) || !window.caches) {
      return;
    }
    const cache = await caches.open(`linli-${name}-1`);
    const scripts = [...document.scripts].map((script) => script.src).filter(Boolean);
    await cache.addAll([box.dataset.shell, ...new Set(scripts)]);
    box.dataset.ready = "1";
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-offline-note]") && event.submitter && !event.target.dataset.plain) {
      event.preventDefault();
      note(event.target, event.submitter);
    }
  });
  addEventListener("online", sync);
  (async () => {
    await draw();
    await show();
    await sync();
    await keepShell();
  })();
})();
