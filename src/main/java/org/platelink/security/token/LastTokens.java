package org.platelink.security.token;

import org.springframework.context.event.EventListener;

/** Notes when each client got its last token, so that an admin sees which of them are in use. */
class LastTokens {

    private final Clients clients;

    LastTokens(Clients clients) {
        this.clients = clients;
    }

    @EventListener
    public void on(TokenRequestEvent decided) {
        if (decided.scopes() != null && decided.person() == null) {
            clients.gotToken(decided.client());
        }
    }
}
