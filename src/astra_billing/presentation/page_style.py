"""
How a report lies on its page; the pictures bring their own style.

The page asks its container, not the screen, how much room there is, so two
accounts side by side are drawn like two phones.
"""

from __future__ import annotations

from typing import Final

PAGE_STYLE: Final = """
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1240px;padding:32px 24px 48px}
h1{font-size:clamp(26px,4vw,38px);line-height:1.15;margin:0;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:22px;margin:0 0 4px}
h3{font-size:18px;margin:34px 0 12px}
p{margin:0}
.span{color:var(--soft);margin-top:6px}
.look{margin-top:18px;padding:12px 16px;border-left:4px solid var(--accent);background:var(--card);
border-radius:0 8px 8px 0}
.look strong{display:block;color:var(--accent);font-size:13px;letter-spacing:.03em}
.card{background:var(--card);border:1px solid var(--hair);border-radius:12px;padding:18px}
.account{container-type:inline-size;margin-top:8px;min-width:0}
.several{display:grid;gap:0 28px;margin-top:28px}
@media (min-width:1000px){.several{grid-template-columns:1fr 1fr}}
.middle,.narrow{display:none}
@container (max-width:820px){.wide{display:none}.middle{display:block}}
@container (max-width:480px){.middle{display:none}.narrow{display:block}}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:6px 18px;margin:14px 0 0;padding:14px 0 0;
border-top:1px solid var(--hair);font-size:14px}
.legend li{display:flex;align-items:center;gap:7px}
svg.astra.sample{width:22px;height:18px;flex:none}
.moments{display:grid;gap:14px;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}
.moments .card{display:flex;flex-direction:column;gap:12px;break-inside:avoid}
h4{margin:0;font-size:15px;display:flex;justify-content:space-between;align-items:center;gap:10px}
.chip{font-size:12.5px;font-weight:600;padding:2px 10px;border-radius:99px;white-space:nowrap}
.chip.available{background:var(--available);color:var(--on-available)}
.chip.awaiting{background:var(--awaiting);color:var(--on-awaiting)}
.chip.overdue{background:var(--overdue);color:var(--on-overdue)}
.chip.blocked{background:var(--blocked);color:var(--on-blocked)}
.moments p{font-size:14px;color:var(--soft)}
.buttons{list-style:none;display:flex;flex-wrap:wrap;gap:6px;margin:auto 0 0;padding:0;font-size:13px}
.buttons li{border:1px solid var(--rule);border-radius:7px;padding:3px 9px}
.buttons li:first-child{background:var(--accent);border-color:var(--accent);color:var(--card)}
.cap{font-size:30px;font-weight:650;font-variant-numeric:tabular-nums;line-height:1.2}
.rows{width:100%;border-collapse:collapse;font-size:15px}
.rows th{text-align:left;font-size:13px;font-weight:600;color:var(--soft)}
.rows th,.rows td{padding:7px 10px;vertical-align:baseline;border-bottom:1px solid var(--hair)}
.rows tbody:last-child tr:last-child td{border-bottom:0}
.rows .month th{padding-top:18px;font-size:15px;font-weight:650;color:var(--ink)}
.rows .date{white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}
.rows .rule{font-size:13px;color:var(--soft);font-variant-numeric:tabular-nums}
.rows .amount{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.rows .text{overflow-wrap:anywhere}
.CreditBlocked .text,.CreditUnblocked .text,.InvoiceIssued .text,.InvoiceOverdue .text{font-weight:600}
.ServiceStopped td:first-child,.RenewalRefused td:first-child,.ChargeDeclined td:first-child,.Refused td:first-child,
.InvoiceOverdue td:first-child{box-shadow:inset 3px 0 var(--overdue)}
.CreditBlocked td:first-child{box-shadow:inset 3px 0 var(--blocked)}
.InvoiceIssued td:first-child{box-shadow:inset 3px 0 var(--awaiting)}
.PaymentCredited td:first-child,.InvoiceSettled td:first-child,
.CreditUnblocked td:first-child{box-shadow:inset 3px 0 var(--good)}
@container (min-width:481px) and (max-width:640px){
.moments .card{display:grid;grid-template-columns:minmax(300px,340px) 1fr;align-content:start;gap:12px 20px}
.moments h4{grid-column:1/-1}.moments svg{grid-row:2/span 2}.moments .buttons{margin:0;align-content:start}}
details{margin-top:14px}
summary{cursor:pointer;color:var(--accent);padding:6px 0}
@container (max-width:620px){
.card{padding:14px}
.rows thead{display:none}
.rows tr{display:grid;grid-template-columns:auto auto 1fr;gap:0 10px;
align-items:baseline;padding:9px 0;border-bottom:1px solid var(--hair)}
.rows tbody:last-child tr:last-child{border-bottom:0}
.rows .month{display:block}.rows .month th{border:0;padding:8px 0 0 9px}
.rows td{border:0;padding:0}
.rows td.date{padding-left:9px}
.rows td.amount{grid-row:1;grid-column:3}
.rows td.text{grid-row:2;grid-column:1/-1;padding-left:9px}}
footer{margin-top:36px;color:var(--soft);font-size:14px}
@media (max-width:600px){body{padding:20px 12px 32px}}
@media print{body{max-width:none;padding:0}.card{border-color:#bbb}tr,article{break-inside:avoid}
.fill,.texture,.chip,.lane{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
"""The style sheet of the page, in the colours of the pictures."""
