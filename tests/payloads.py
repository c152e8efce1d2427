"""What somebody might write to make a page, a table, a letter or a calendar do something.

Each holds CANARY, or would act on it, so that whatever came of it can be told from our own."""

CANARY = "pwnd"

# For pages: elements, handlers, addresses, what ends a script or a comment, template languages.
SCRIPTS = [
    "<script>pwnd(1)</script>",
    '"><img src=pwnd onerror=pwnd(2)>',
    "' autofocus onfocus='pwnd(3)",
    "</script><svg onload=pwnd(4)>",
    "</title></textarea></style><script>pwnd(5)</script>",
    "<!--<script>pwnd(6)//-->",
    "]]><iframe srcdoc='<script>pwnd(7)</script>'>",
    "<a href=javascript:pwnd(8)>x</a>",
    "[x](javascript:pwnd(9))",
    "![x](https://pwnd.example/10.png)",
    "<https://pwnd.example/?\"onclick='pwnd(11)'>",
    "{{ 'pwnd'|length }}{% debug pwnd %}",
    "${7*7}#{7*7}<%= pwnd %>",
    "%(pwnd)s {pwnd} {0.__class__} %s",
    "\\u003cscript>pwnd\u2028\u2029",
    "&lt;b&gt;pwnd&amp;&#39;",
    "＜script＞pwnd＜/script＞",
    "\u202egnp.dnwp\u202c\u2066pwnd\u2069",
]
# For tables: signs in all their forms, what hides them, and what begins a cell.
FORMULAS = [
    "=pwnd()",
    "+pwnd()",
    "-pwnd()",
    "@pwnd()",
    "\t=pwnd()",
    "\r=pwnd()",
    "\n=pwnd()",
    "＝pwnd()",
    "＋pwnd()",
    "－pwnd()",
    "＠pwnd()",
    "﹦pwnd()",
    "−2+3+pwnd()",
    " =pwnd()",
    "\N{NO-BREAK SPACE}=pwnd()",
    "\N{IDEOGRAPHIC SPACE}＝pwnd()",
    "\N{ZERO WIDTH SPACE}=pwnd()",
    "\N{ZERO WIDTH NO-BREAK SPACE}=pwnd()",
    "\N{RIGHT-TO-LEFT OVERRIDE}=pwnd()",
    "\N{SOFT HYPHEN}\N{VARIATION SELECTOR-16}=pwnd()",
    "=cmd|' /C pwnd'!A0",
    '=HYPERLINK("https://pwnd.example";"x")',
    "'=pwnd()",
    "''=pwnd()",
    'x","=pwnd()',
    'x";"=pwnd()',
    "x;=pwnd()",
    "x,\N{ZERO WIDTH SPACE}=pwnd()",
    "x\t=pwnd()",
    "x\n=pwnd()",
    "x\r\n'+pwnd()",
]
# For letters, answers and calendars: line ends before something that reads like a line of theirs.
HEADERS = [
    "x\r\nBcc: pwnd@example.org",
    "x\nBcc: pwnd@example.org",
    "x\rBcc: pwnd@example.org",
    "x\r\n\r\n<script>pwnd</script>",
    "x\r\n Bcc: pwnd@example.org",
    "x\u2028Bcc: pwnd@example.org\u2029",
    "x\x85Bcc: pwnd@example.org",
    "x\x0bBcc: pwnd@example.org\x0c",
    "=?utf-8?q?x=0D=0ABcc:_pwnd=40example.org?=",
    "x\r\nSet-Cookie: pwnd=1\r\nLocation: https://pwnd.example",
    '"; filename="pwnd.html',
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:pwnd",
    "x\nATTACH:https://pwnd.example",
    'x;ALTREP="https://pwnd.example":pwnd\\nATTENDEE:mailto:pwnd@example.org',
    "x\\,\\;\\\\nX-PWND:pwnd",
    "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:pwnd",
]
# For the typesetter: what its markup would take for code, a heading, a reference, a label.
TYPST = [
    "#panic(pwnd)",
    '#read("/etc/pwnd")',
    '#import "pwnd.typ": *',
    "$ sum pwnd $",
    "*pwnd* _pwnd_ `pwnd`",
    "= pwnd",
    "@pwnd <pwnd>",
    "\\ pwnd \\u{41} ~ --- //pwnd",
    "]#pwnd[",
    '"+pwnd+"',
    "/* pwnd",
]
# What is an address as well: of somebody, or of a page elsewhere.
ADDRESSES = [
    '"<script>pwnd</script>"@example.org',
    "=pwnd@example.org",
    "+pwnd@example.org",
    "-pwnd@example.org",
    "'onclick='pwnd@example.org",
    "https://example.org/\"onclick='pwnd(1)'><script>pwnd(2)</script>",
    "https://example.org/?a=%0d%0aBcc:pwnd@example.org#=pwnd()",
    "javascript:pwnd(3)//https://example.org",
    "data:text/html,<script>pwnd(4)</script>",
]
# What only long or broken texts do.
ODD = [
    "pwnd\N{COMBINING ACUTE ACCENT}" * 40,
    "\N{ZERO WIDTH JOINER}pwnd\N{LEFT-TO-RIGHT ISOLATE}\N{HEBREW LETTER ALEF}",
    "pwnd\x01\x02\x1b[31m\x7f",
    "pwnd\ufffe\uffff\U000e0041",
    "../../pwnd\\..\\%2e%2e%2fpwnd",
    "'; DROP TABLE pwnd; --",
]
# What no database, no form and no encoding takes.
BROKEN = {"NUL": "pwnd\0pwnd", "half a pair": "pwnd\ud800pwnd"}

EVERYTHING = [*SCRIPTS, *FORMULAS, *HEADERS, *TYPST, *ADDRESSES, *ODD]
