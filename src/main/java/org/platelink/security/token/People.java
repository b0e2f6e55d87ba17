package org.platelink.security.token;

import java.time.Instant;
import java.util.Optional;
import org.platelink.security.access.Caller;

/** Lookup of the people who sign in, for whom apps ask. */
public interface People {

    /** Finds a person who may sign in now; a demo role is only found on a server that can be tried. */
    Optional<Person> find(String login);

    /**
     * A person.
     *
     * @param login the login name
     * @param name the display name
     * @param caller the caller as whom the server acts for the person
     * @param since authorizations that the person gave before this time are void
     * @param demo whether it is a demo role, usable from the server's own machine alone
     */
    record Person(String login, String name, Caller caller, Instant since, boolean demo) {}
}
