package org.platelink.desk.signin;

import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.Accounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;

/** Beans of the sign-in. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    @Bean
    SignIn signInSessions(
            SecurityContextRepository sessions, CsrfTokenRepository forms, RequestCache asked, PublicAddress address) {
        return new SignIn(sessions, forms, asked, address);
    }

    @Bean
    PasswordOnly passwordOnly(Accounts accounts, CsrfTokenRepository forms) {
        return new PasswordOnly(accounts, forms);
    }
}
