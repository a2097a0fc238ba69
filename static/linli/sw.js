"use strict";
// Keeps the page for "no connection", and static files whose names carry their hash.
// Pages of people and everything that is sent stay out of any cache. Whoever visits homes or
// keeps a desk also keeps the empty frame of that page, which offline.js fills from the device's own store.
const CACHE = "linli-1";
const FRAMED = ["linli-visits-1", "linli-desk-1"];
const OFFLINE = "/offline/";
const FRAMES = { "/visits/": "/visits/offline/", "/activities/desk/": "/activities/desk/offline/" };

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(new Request(OFFLINE, { credentials: "omit" }))));
  self.skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => ![CACHE, ...FRAMED].includes(name)).map((name) => caches.delete(name)))),
  );
  self.clients.claim();
});

addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => away(address.pathname)));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(kept(request));
  }
});

async function away(path) {
  const frame = FRAMES[path] && (await caches.match(FRAMES[path], { ignoreVary: true }));
  return frame || caches.match(OFFLINE);
}

async function kept(request) {
  const known = await caches.match(request);
  if (known) {
    return known;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : { title: "Linli", link: "/me/notices/" };
  const { tag, lang, link } = told;
  event.waitUntil(self.registration.showNotification(told.title, { tag, lang, data: link }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data, location.origin);
  if (address.origin === location.origin) {
    event.waitUntil(self.clients.openWindow(address.href));
  }
});
