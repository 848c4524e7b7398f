// A form marked data-submit-on-change sends itself when a choice in it changes; its button serves everybody else.
export function submitOnChange(root) {
  root.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (!form || event.target.closest("[data-no-submit]")) return;
    if (event.target.type === "date" && !event.target.validity.valid) return;
    form.requestSubmit();
  });
}
