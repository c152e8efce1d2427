// Functions for the tests of the keyboard, put into a page.
() => {
    // What can have the focus, in the order of the page.
    const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const focusable = () => [...document.querySelectorAll(FOCUSABLE)]
        .filter(one => one.type !== "hidden" && !one.disabled)
        .filter(one => one.checkVisibility({visibilityProperty: true}));

    const nameOf = one => one.outerHTML.slice(0, 120);

    // How it looks: its outline, or the paint of its shape in a drawing.
    const look = one => {
        const style = getComputedStyle(one.ownerSVGElement ? one.querySelector("path, circle") : one);
        if (one.ownerSVGElement) return `${style.fill} ${style.stroke} ${style.strokeWidth}`;
        return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "" : "outline";
    };

    // Is any of it at the top, at one of the points of a grid on what the window shows of it?
    const STEPS = [0.5, 0.1, 0.3, 0.7, 0.9];
    const between = (start, end, most, step) =>
        Math.max(start, 0) * (1 - step) + Math.min(end, most) * step;
    const uncovered = one => [...one.getClientRects()].some(box =>
        STEPS.some(across => STEPS.some(down => {
            const top = document.elementFromPoint(
                between(box.left, box.right, innerWidth, across),
                between(box.top, box.bottom, innerHeight, down));
            return top && (one.contains(top) || top.contains(one));
        })));

    window.focusFaults = () => focusable().flatMap(one => {
        one.blur();
        const before = look(one);
        one.focus({focusVisible: true});
        if (document.activeElement !== one) return [`takes no focus: ${nameOf(one)}`];
        if (look(one) === before) return [`shows no focus: ${nameOf(one)}`];
        return uncovered(one) ? [] : [`is covered: ${nameOf(one)}`];
    });

    // Notes in `reached` what gets the focus from now on; answers what should.
    window.watchFocus = () => {
        window.reached = [];
        document.addEventListener("focusin", event => reached.push(nameOf(event.target)));
        return focusable().map(nameOf);
    };
}
