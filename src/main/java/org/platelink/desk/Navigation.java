package org.platelink.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page.Link;
import org.platelink.security.access.Role;
import org.platelink.security.user.User;

/** Builds the navigation links for a user's role. The API decides what a page shows. */
final class Navigation {

    private static final Set<Role> OF_SUBJECTS = Set.of(Role.COORDINATOR, Role.MONITOR, Role.ANALYST);
    private static final Set<Role> OF_MESSAGES = Set.of(Role.COORDINATOR, Role.MONITOR, Role.LABORATORY);

    private Navigation() {}

    static List<Link> of(@Nullable User user, Page.@Nullable Study study) {
        if (user == null) {
            return List.of();
        }
        List<Link> links = new ArrayList<>();
        if (study != null) {
            String base = "/desk/studies/" + study.id();
            if (OF_SUBJECTS.contains(user.role())) {
                links.add(new Link("nav.overview", base + "/overview"));
                links.add(new Link("nav.subjects", base + "/subjects"));
                links.add(new Link("nav.calendar", base + "/calendar"));
            }
            links.add(new Link("nav.schedule", base + "/schedule"));
        }
        if (OF_MESSAGES.contains(user.role())) {
            links.add(new Link("nav.intake", "/desk/intake"));
        }
        if (study != null) {
            if (OF_SUBJECTS.contains(user.role())) {
                links.add(new Link("nav.data", "/desk/studies/" + study.id() + "/data"));
            }
            links.add(new Link("nav.registry", "/desk/studies/" + study.id() + "/registry"));
        }
        if (user.role() == Role.ADMIN) {
            links.add(new Link("nav.administration", "/desk/administration"));
        }
        return links;
    }
}
