"use strict";
// Everything works without this file; it adds what a browser can do better.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
}
const errors = document.getElementById("errors");
if (errors && !errors.closest(".sample")) {
  errors.focus();
}
