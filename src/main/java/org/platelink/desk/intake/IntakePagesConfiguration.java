package org.platelink.desk.intake;

import org.platelink.security.user.Accounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/** Configures the server-sent events that notify message pages of new messages. */
@Configuration(proxyBeanMethods = false)
class IntakePagesConfiguration {

    @Bean
    NewsStreams newsStreams(FindByIndexNameSessionRepository<? extends Session> sessions, Accounts accounts) {
        return new NewsStreams(sessions, accounts);
    }
}
