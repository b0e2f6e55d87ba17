package org.platelink.security.token;

import java.time.Instant;
import java.util.Optional;
import org.platelink.security.access.Caller;

/** The people who sign in, for whom apps ask. */
public interface People {

    /** A person who may sign in, as things stand now; a role to try only on a server that can be tried. */
    Optional<Person> find(String login);

    /**
     * A person.
     *
     * @param login what the person types
     * @param name as colleagues read it
     * @param caller as whom the server asks for the person
     * @param since what the person allowed before it has ended
     * @param demo whether it is a role to try, on the server's own machine alone
     */
    record Person(String login, String name, Caller caller, Instant since, boolean demo) {}
}
