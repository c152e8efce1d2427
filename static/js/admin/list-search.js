// After a search the cursor is in the box for the words again, and what was found comes next.
"use strict";
{
    const box = document.getElementById("searchbar");
    if (box?.value) {
        box.select();
    }
}
