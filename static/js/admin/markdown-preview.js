// Below each box for Markdown: a button that shows what the public will read.
"use strict";
{
    // What comes is clean already; parsed like this, nothing in it could run or be fetched either.
    function parsed(html) {
        return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
    }

    async function show(box, shown) {
        const token = box.form.querySelector("[name=csrfmiddlewaretoken]").value;
        const answer = await fetch(box.dataset.preview, {
            method: "POST",
            headers: {"X-CSRFToken": token},
            body: new URLSearchParams({text: box.value}),
        });
        const html = answer.headers.get("Content-Type")?.startsWith("text/html");
        const read = html && [200, 400].includes(answer.status) ? await answer.text() : "";
        shown.classList.toggle("is-refused", !answer.ok);
        shown.replaceChildren(...(read ? parsed(read) : [answer.statusText]));
    }

    function addPreview(box) {
        const button = document.createElement("button");
        const shown = document.createElement("div");
        Object.assign(shown, {id: `${box.id}_preview`, className: "markdown-shown", hidden: true});
        shown.lang = box.lang;
        shown.setAttribute("aria-live", "polite");
        Object.assign(button, {type: "button", className: "markdown-preview"});
        button.textContent = box.dataset.previewWords;
        button.setAttribute("aria-controls", shown.id);
        button.setAttribute("aria-expanded", "false");
        button.addEventListener("click", () => {
            shown.hidden = !shown.hidden;
            button.setAttribute("aria-expanded", String(!shown.hidden));
            if (!shown.hidden) {
                show(box, shown);
            }
        });
        box.after(button, shown);
    }

    addEventListener("DOMContentLoaded", () =>
        document.querySelectorAll("textarea.markdown").forEach(addPreview));
}
