"use strict";
// Where the worker stands, for one entry and only after a tick; without this file the tick does nothing.
(() => {
  const tick = document.querySelector("[data-point]");
  const MILLION = 1000000;
  if (!tick || !navigator.geolocation) {
    return;
  }
  const fields = ["latitude", "longitude"].map((name) => tick.form.elements[name]);
  tick.addEventListener("change", () => {
    fields.forEach((field) => (field.value = ""));
    if (!tick.checked) {
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fields.forEach((field) => (field.value = String(Math.round(coords[field.name] * MILLION))));
      },
      () => (tick.checked = false),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
})();
