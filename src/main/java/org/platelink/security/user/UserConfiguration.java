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

/** The people who sign in. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    /** One that knows older ways too, so that the way can be changed with each password staying good. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean(initMethod = "prepare")
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

    /** Their tables refer to those of the people. */
    @Bean(initMethod = "prepare")
    Passkeys passkeys(JdbcClient database, DataSource source, Users users) {
        return new Passkeys(database, source);
    }

    @Bean
    SecondStep secondStep(
            Passkeys passkeys, PublicAddress address, SignInTries tries, ApplicationEventPublisher events) {
        return new SecondStep(passkeys, new PasskeyCeremonies(passkeys, RelyingParty.of(address)), tries, events);
    }

    @Bean(initMethod = "prepare")
    CalendarFeeds calendarFeeds(JdbcClient database, Accounts accounts) {
        return new CalendarFeeds(database, accounts);
    }

    /** The people for whom apps ask. */
    @Bean
    People people(Accounts accounts) {
        return login -> accounts.find(login)
                .map(user ->
                        new People.Person(user.login(), user.name(), accounts.caller(user), user.since(), user.demo()));
    }
}
