"use strict";
// Everything works without this file; it adds what a browser can do better.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
}
const errors = document.getElementById("errors");
if (errors && !errors.closest(".sample")) {
  errors.focus();
}
// Signing out clears this device: what was noted and is not sent yet is sent first. A second press goes through.
document.addEventListener("submit", (event) => {
  const leaves = new URL(event.target.action, location.href).pathname === "/in/out/";
  const unsent = Object.keys(localStorage).find((each) => each.startsWith("linli-unsent-"));
  if (leaves && unsent && !sessionStorage.getItem("linli-leaving")) {
    sessionStorage.setItem("linli-leaving", "1");
    event.preventDefault();
    location.assign(localStorage.getItem(unsent));
  }
});
