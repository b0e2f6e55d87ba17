package org.platelink.security.user;

import javax.sql.DataSource;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.access.SiteRegister;
import org.platelink.security.token.DemoAccess;
import org.platelink.security.token.People;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Spring configuration of user accounts, passkeys and calendar feeds. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    /**
     * An encoder that also verifies older hash formats, so that the format can be changed while stored passwords stay
     * valid.
     */
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    Users users(JdbcClient database, PasswordEncoder encoder) {
        return new Users(database, encoder);
    }

    @Bean
    SignInTries signInTries(Users users, PasswordEncoder encoder) {
        return new SignInTries(users, encoder, new SignInThrottle());
    }

    @Bean
    Accounts accounts(
            Users users,
            SignInTries tries,
            Passkeys passkeys,
            SiteRegister sites,
            DemoAccess demo,
            ApplicationEventPublisher events) {
        return new Accounts(users, tries, passkeys, sites, demo, events);
    }

    @Bean
    Passkeys passkeys(JdbcClient database, DataSource source) {
        return new Passkeys(database, source);
    }

    @Bean
    SecondStep secondStep(
            Passkeys passkeys, PublicAddress address, SignInTries tries, ApplicationEventPublisher events) {
        return new SecondStep(passkeys, new PasskeyCeremonies(passkeys, RelyingParty.of(address)), tries, events);
    }

    @Bean
    CalendarFeeds calendarFeeds(JdbcClient database, Accounts accounts) {
        return new CalendarFeeds(database, accounts);
    }

    /** Adapter that gives the authorization server the people for whom apps ask. */
    @Bean
    People people(Accounts accounts) {
        return login -> accounts.find(login)
                .map(user ->
                        new People.Person(user.login(), user.name(), accounts.caller(user), user.since(), user.demo()));
    }
}
