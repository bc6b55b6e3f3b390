"""
Payment systems: each is a module of pure functions; two short drivers do the sending.

A gateway is a frozen class with its settings and four things (`PaymentGateway` in `protocol`):

`capabilities`
    what it can do, as `Capabilities`;
`build_request(operation)`
    the `HttpRequest` to send, or `Answered(...)` where nothing needs sending;
`read_response(operation, response)`
    the answer, or one more `HttpRequest` where a second question is needed.  `response.step` is that of the request,
    so a conversation of several steps tells them apart;
`parse_notification(arrived, now)`
    `Verified` or `Hint`, with the reply that the server must send.

None of them performs IO or asks the clock.  `GatewayClient` and `AsyncGatewayClient` (`client`) run any of them over
`HttpDriver` and `AsyncHttpDriver` (`http`): timeouts, limits, retries where repeating is safe, errors as in
`astra_billing.ports.payments`.

What a new gateway finds ready:

* `amounts`: money as decimal text, minor units or a JSON number, and back;
* `reading`: JSON that may be anything (`decoded`, `Record`), and HTTP statuses as errors (`refuse_status`);
  `unknown_if_unreadable` and `rejected_if_unreadable` turn whatever cannot be read into the documented errors;
* `forms`: form bodies and query strings, both ways;
* `secret`: `Secret`, which never shows itself, and `same`, which compares in constant time;
* `senders`: is an address in one of the vendor's networks?

Adding a gateway is one module and one line in `registry`.
"""

from __future__ import annotations
