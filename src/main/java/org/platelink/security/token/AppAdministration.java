package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.token.ClientChangeEvent.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller by which an admin adds and lists apps. Apps are revoked through {@link ClientAdministration},
 * because apps and clients share one space of ids.
 */
@RestController
@Conditional(OwnIssuerCondition.class)
@RequestMapping("/admin/apps")
class AppAdministration {

    private final Apps apps;
    private final KnownClients knownClients;
    private final ApplicationEventPublisher events;

    AppAdministration(Apps apps, KnownClients knownClients, ApplicationEventPublisher events) {
        this.apps = apps;
        this.knownClients = knownClients;
        this.events = events;
    }

    /** The JSON form of an app in this administration API. */
    record Registration(String id, String name, @Nullable Set<String> redirectUris) {}

    @GetMapping
    List<Registration> list() {
        return apps.all().stream()
                .map(app -> new Registration(app.id(), app.name(), app.redirectUris()))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> add(@RequestBody Registration wanted, HttpServletRequest request) {
        App app = new App(
                String.valueOf(wanted.id()),
                String.valueOf(wanted.name()),
                wanted.redirectUris() == null ? Set.of() : wanted.redirectUris());
        apps.add(app);
        knownClients.forget(app.id());
        events.publishEvent(new ClientChangeEvent(Caller.of(request), app.id(), Change.ADDED));
        return Map.of("added", app.id());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(IllegalArgumentException wrong) {
        return Map.of("error", String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> unreadable(HttpMessageNotReadableException broken) {
        return Map.of("error", "The body is not JSON of an app: id, name and redirectUris.");
    }
}
