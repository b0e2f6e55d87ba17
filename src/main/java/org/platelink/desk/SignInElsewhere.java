package org.platelink.desk;

import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Signing in by an institution's own OpenID Connect providers. */
public interface SignInElsewhere {

    /**
     * A provider.
     *
     * @param href where signing in begins
     * @param name as people read it
     */
    record Provider(String href, String name) {}

    List<Provider> providers();

    /** Puts what answers the providers into the desk's chain. */
    void serve(HttpSecurity http) throws Exception;
}
