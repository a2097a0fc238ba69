"use strict";
// Turns push messages on in this browser: asks its owner, subscribes, sends what it got.
const form = document.querySelector("[data-push]");
if (form && "serviceWorker" in navigator && "PushManager" in window) {
  const refused = document.querySelector("[data-push-refused]");
  document.querySelector("[data-push-unable]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const worker = await navigator.serviceWorker.ready;
      const given = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: form.dataset.push,
      });
      form.elements.subscription.value = JSON.stringify(given);
      form.submit();
    } catch {
      refused.hidden = false;
    }
  });
}
