package org.platelink.desk;

import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Sign-in with an institution's own OpenID Connect providers. */
public interface SignInElsewhere {

    /**
     * An identity provider.
     *
     * @param href the URL at which sign-in starts
     * @param name its display name
     */
    record Provider(String href, String name) {}

    List<Provider> providers();

    /** Adds the filters for the providers to the desk's security filter chain. */
    void serve(HttpSecurity http) throws Exception;
}
