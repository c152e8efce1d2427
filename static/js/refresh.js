// What htmx leaves open when results refresh in place; without either, pages work as pages do.

// Addresses to share hold the filters that are on, not those that are empty.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) {
    if (value === "") detail.formData.delete(name, value);
  }
});

// A link within the results is gone after its click: reading goes on at their beginning.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("results")?.focus();
});

// What cannot be refreshed is shown as a page of its own, with its reason.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
}
