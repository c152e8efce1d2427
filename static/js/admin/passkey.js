// allauth's script says by an event that the browser gave no passkey; this tells the reader.
"use strict";

document.addEventListener("allauth.error", event => {
    event.preventDefault(); // otherwise it is an error of the page
    document.getElementById("passkey-failed").hidden = false;
});
