// What is pasted into a box for Markdown from a page or a document keeps its headings, lists, bold,
// italics and links, as Markdown. Parsed, never run: a parsed document executes and fetches nothing.
"use strict";
{
    const BLOCKS = "h1,h2,h3,h4,h5,h6,p,div,ul,ol,li,blockquote,table,pre,section,article";
    const MARKED = "h1,h2,h3,h4,h5,h6,ul,ol,b,strong,i,em,a[href],blockquote,table,[class^=MsoList]";
    const UNREAD = "script,style,template,title,meta,link,head";
    const BULLET = /^\s*[·•▪o§–-][\s\u00a0]+/;
    const NUMBER = /^\s*(\d{1,3})[.)][\s\u00a0]+/;

    const escaped = text => text.replace(/[\\`*_[\]<]/g, "\\$&").replace(/[^\S\u00a0]+/g, " ");

    // The mark goes round the words, not round the blanks beside them.
    function around(text, mark) {
        const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
        return words ? before + mark + words + mark + after : text;
    }

    function linked(node, text) {
        const address = node.getAttribute("href") ?? "";
        const words = text.trim();
        const safe = /^(https?:|mailto:|tel:)[^\s<>()]+$/i.test(address);
        return safe && words ? `[${words}](${address})` : text;
    }

    function inline(node) {
        if (node.nodeType === Node.TEXT_NODE) {
            return escaped(node.data);
        }
        const text = [...node.childNodes].map(inline).join("");
        if (node.nodeType !== Node.ELEMENT_NODE) return text; // several, that form a paragraph
        if (node.matches(UNREAD)) return "";
        const style = node.getAttribute("style") ?? "";
        if (node.matches("br")) return "\n";
        if (node.matches("b,strong") && !/font-weight:\s*(normal|400)/.test(style)) return around(text, "**");
        if (node.matches("i,em") && !/font-style:\s*normal/.test(style)) return around(text, "*");
        return node.matches("a") ? linked(node, text) : text;
    }

    function paragraph(node) {
        const text = inline(node).split("\n").map(line => line.trim()).filter(Boolean).join("\n");
        return node.matches?.("[class^=MsoList]")
            ? text.replace(BULLET, "- ").replace(NUMBER, "$1. ") : text;
    }

    function list(node) {
        return [...node.children].filter(one => one.matches("li,ul,ol")).map((item, index) => {
            const mark = node.matches("ol") ? `${index + 1}. ` : "- ";
            const text = (item.matches("li") ? blocks(item) : [list(item)]).join("\n");
            const indented = text.replace(/\n/g, "\n" + " ".repeat(mark.length));
            return item.matches("li") ? mark + indented : "  " + text.replace(/\n/g, "\n  ");
        }).join("\n");
    }

    function table(node) {
        const rows = [...node.rows].map(row => [...row.cells].map(
            cell => inline(cell).replace(/\s+/g, " ").replace(/\|/g, "\\|").trim()));
        const lines = rows.map(cells => `| ${cells.join(" | ")} |`);
        return [lines[0], `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...lines.slice(1)].join("\n");
    }

    function block(node) {
        if (node.matches("h1,h2,h3,h4,h5,h6")) {
            return ["#".repeat(Math.max(2, Number(node.tagName[1]))) + " " + paragraph(node).replace(/\n/g, " ")];
        }
        if (node.matches("ul,ol")) return [list(node)];
        if (node.matches("table")) return [table(node)];
        if (node.matches("blockquote")) return [blocks(node).join("\n\n").replace(/^/gm, "> ")];
        return node.querySelector(BLOCKS) ? blocks(node) : [paragraph(node)];
    }

    function blocks(node) {
        const found = [];
        // Of the parsed document: in the page's own, pictures would be fetched.
        const newRun = () => node.ownerDocument.createDocumentFragment();
        let run = newRun();
        const endRun = () => { found.push(paragraph(run)); run = newRun(); };
        for (const child of [...node.childNodes]) {
            const isBlock = child.nodeType === Node.ELEMENT_NODE
                && (child.matches(BLOCKS) || child.querySelector(BLOCKS));
            if (isBlock) { endRun(); found.push(...block(child)); } else run.append(child.cloneNode(true));
        }
        endRun();
        return found.filter(text => text.trim());
    }

    document.addEventListener("paste", event => {
        const html = event.target.matches?.("textarea.markdown") && event.clipboardData?.getData("text/html");
        const pasted = html && new DOMParser().parseFromString(html, "text/html").body;
        if (!pasted?.querySelector(MARKED)) return;
        event.preventDefault();
        const text = blocks(pasted).join("\n\n")
            .replace(/^(- .*)\n\n(?=- )|^(\d+\. .*)\n\n(?=\d+\. )/gm, "$1$2\n");
        // The browser's own way, so that it can be undone.
        if (!document.execCommand("insertText", false, text)) event.target.setRangeText(text);
    });
}
