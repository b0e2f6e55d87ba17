package org.platelink.user;

import org.platelink.access.SiteRegister;
import org.platelink.token.DemoAccess;
import org.platelink.token.People;
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
    Accounts accounts(
            Users users,
            PasswordEncoder encoder,
            SiteRegister sites,
            DemoAccess demo,
            ApplicationEventPublisher events) {
        return new Accounts(users, encoder, new SignInThrottle(), sites, demo, events);
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
