// Choices from other records are drawn by select2, which names them by their value alone: here
// they get the words of their labels, as soon as they are drawn.
"use strict";
{
    function labelOf(select) {
        const label = select?.labels?.[0];
        if (label) {
            label.id ||= `${select.id}_label`;
        }
        return label;
    }

    function name(container) {
        const label = labelOf(container.previousElementSibling);
        const box = container.querySelector(".select2-selection[role=combobox]");
        const shown = container.querySelector(".select2-selection__rendered");
        if (label && box && shown) {
            box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
            // It is the value of the box around it, not a box of its own without a name.
            shown.removeAttribute("role");
            shown.removeAttribute("aria-readonly");
        }
        // Where several are chosen, one types among them.
        const typed = container.querySelector(".select2-selection--multiple .select2-search__field");
        typed?.setAttribute("aria-label", label?.textContent.trim() ?? "");
    }

    new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
        if (node.matches?.(".select2-container")) {
            name(node);
        }
    }))).observe(document.documentElement, {childList: true, subtree: true});

    document.addEventListener("DOMContentLoaded", () => {
        window.django?.jQuery?.(document).on("select2:open", event => {
            const words = labelOf(event.target)?.textContent.trim() ?? "";
            document.querySelectorAll(".select2-search__field").forEach(
                field => field.setAttribute("aria-label", words));
        });
    });
}
