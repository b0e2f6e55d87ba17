package org.platelink.security.token;

import org.springframework.context.event.EventListener;

/**
 * Event listener that records when each client was last issued a token, so that an admin sees which clients are in
 * use.
 */
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
