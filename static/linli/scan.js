"use strict";
// Whoever enters a code that another phone shows: digits that came behind a # are filled in; where the browser reads codes, a camera.
(() => {
  const field = document.querySelector("[data-scan=code]");
  const box = document.querySelector("[data-scanner]");
  if (!field) {
    return;
  }
  const come = location.hash.slice(1);
  if (/^\d{8}$/.test(come)) {
    field.value = come;
    history.replaceState(null, "", location.pathname);
  }
  if (!box || !("BarcodeDetector" in window) || !navigator.mediaDevices) {
    return;
  }
  const view = box.querySelector("video");
  const button = box.querySelector("button");
  box.hidden = false;
  const stop = () => {
    view.srcObject?.getTracks().forEach((track) => track.stop());
    view.srcObject = null;
    view.hidden = true;
    button.hidden = false;
  };
  button.addEventListener("click", async () => {
    try {
      view.srcObject = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment" },
      });
    } catch {
      box.hidden = true;
      return;
    }
    button.hidden = true;
    view.hidden = false;
    await view.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const look = async () => {
      if (!view.srcObject) {
        return;
      }
      const [found] = await detector.detect(view).catch(() => []);
      const digits = found?.rawValue.split("#").pop() ?? "";
      if (/^\d{8}$/.test(digits)) {
        stop();
        field.value = digits;
        field.form.requestSubmit();
        return;
      }
      requestAnimationFrame(look);
    };
    look();
  });
  addEventListener("pagehide", stop);
})();
