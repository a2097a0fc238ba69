"use strict";
// Everything works without this file; it adds what a browser can do better.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
}
const errors = document.getElementById("errors");
if (errors && !errors.closest(".sample")) {
  errors.focus();
}
// Signing out clears this device: visits that are not sent yet are sent first. A second press goes through.
document.addEventListener("submit", (event) => {
  const leaves = new URL(event.target.action, location.href).pathname === "/in/out/";
  if (leaves && localStorage.getItem("linli-unsent") && !sessionStorage.getItem("linli-leaving")) {
    sessionStorage.setItem("linli-leaving", "1");
    event.preventDefault();
    location.assign("/visits/");
  }
});
