// Where the cursor is in a form: at what was refused, at what the address names, in the part just
// added, and after Ctrl+S, which saves and stays, where it was. Tab never leads below the bar to save.
"use strict";
{
    const PLACE = "place in the form";
    const FIELDS = "input:not([type=hidden]), select, textarea";

    // What select2 draws stands for the field, which it hides.
    const drawn = field => field.matches(".select2-hidden-accessible")
        ? field.nextElementSibling.querySelector("[role=combobox]") : field;
    const fieldOf = one => one.closest(".select2-container")?.previousElementSibling ?? one;

    // A choice between two versions is gone once it is saved; it is about a field, which stays.
    const placeOf = one => one.dataset.place ?? fieldOf(one).id;

    function enter(field) {
        for (let closed; (closed = field.closest("details:not([open])"));) {
            closed.open = true;
        }
        drawn(field).focus();
    }

    function enterRefusal(note) {
        const field = document.querySelector("[aria-invalid=true]:not([type=hidden])");
        note.tabIndex = -1;
        enter(field ?? note);
    }

    // A field, or parts of a kind, which are opened for one more.
    function enterNamed(named) {
        if (named.matches(".inline-group")) {
            named.querySelector("details")?.setAttribute("open", "");
            named.querySelector(".add-row a")?.focus();
        } else if (named.matches(FIELDS)) {
            enter(named);
        }
    }

    function begin() {
        const named = document.getElementById(location.hash.slice(1));
        const note = document.querySelector(".errornote");
        const place = document.getElementById(sessionStorage.getItem(PLACE));
        sessionStorage.removeItem(PLACE);
        if (document.getElementById("conflict")) return; // it has the focus itself
        if (note) {
            enterRefusal(note);
        } else if (place) {
            enter(place);
        } else if (named) {
            enterNamed(named);
        }
    }

    // After Django's own script, which puts the cursor into the first field of a new record, and
    // once the choices are drawn.
    addEventListener("load", () => django.jQuery(begin));

    // Later than the listeners that draw the choices of the part.
    document.addEventListener("formset:added", event =>
        setTimeout(() => enter(event.target.querySelector(FIELDS))));

    document.addEventListener("formset:removed", event => document.querySelector(
        `#${CSS.escape(event.detail.formsetName)}-group .add-row a`)?.focus());

    // Browsers take what the bar to save covers for seen.
    document.addEventListener("keyup", event => {
        if (event.key === "Tab" && !event.target.closest?.(".submit-row")) {
            event.target.scrollIntoView({block: "nearest"});
        }
    });

    document.addEventListener("keydown", event => {
        const save = document.querySelector("[name=_continue]")
            ?? document.querySelector(".submit-row [type=submit]");
        if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && save) {
            event.preventDefault();
            sessionStorage.setItem(PLACE, placeOf(document.activeElement));
            save.click();
        }
    });
}
