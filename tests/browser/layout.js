// What sticks out of the window or is cut off, in words.
() => {
    const root = document.documentElement;
    // In what is typed the cursor brings the rest into view.
    const TYPED = new Set(["input", "textarea", "select"]);
    const cuts = value => value === "hidden" || value === "clip";
    const faults = [];
    if (root.scrollWidth > innerWidth) {
        const out = [...document.querySelectorAll("body *")].filter(
            one => one.getBoundingClientRect().right > innerWidth + 1);
        faults.push(`${root.scrollWidth} px wide: ${out.slice(0, 3).map(one => one.outerHTML.slice(0, 120))}`);
    }
    for (const one of document.querySelectorAll("*")) {
        // What only screen readers get is one pixel, and drawings are cut at their edge.
        const seen = one.checkVisibility({visibilityProperty: true}) && one.clientWidth > 1;
        if (!(one instanceof HTMLElement) || !seen || TYPED.has(one.localName)) continue;
        const {overflowX, overflowY} = getComputedStyle(one);
        const across = cuts(overflowX) && one.scrollWidth > one.clientWidth + 1;
        const down = cuts(overflowY) && one.scrollHeight > one.clientHeight + 1;
        if (across || down) faults.push(`cut off: ${one.outerHTML.slice(0, 120)}`);
    }
    return faults;
}
