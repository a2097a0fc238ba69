"use strict";
// Shows what was chosen before it is sent. Without this file the browser names the files itself.
(() => {
  const SIDE = 192;

  async function draw(file, canvas) {
    // A canvas needs no address, so the policy for content stays as narrow as it is.
    const picture = await createImageBitmap(file);
    const scale = SIDE / Math.max(picture.width, picture.height);
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  }

  function line(file) {
    const item = document.createElement("li");
    item.className = "uploads__one";
    if (file.type.startsWith("image/")) {
      const canvas = document.createElement("canvas");
      canvas.className = "uploads__picture";
      canvas.setAttribute("aria-hidden", "true");
      item.append(canvas);
      draw(file, canvas).catch(() => canvas.remove());
    }
    const words = document.createElement("span");
    words.textContent = `${file.name} · ${(file.size / 1048576).toFixed(1)} MB`;
    item.append(words);
    return item;
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    const list = input.closest?.("[data-uploads]")?.querySelector("[data-uploads-new]");
    if (input.type === "file" && list) {
      list.replaceChildren(...[...input.files].map(line));
    }
  });
})();
