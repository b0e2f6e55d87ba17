package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.platelink.laboratory.lab.Labs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every door of the server, found by what is mapped: whoever comes to one leaves an event. */
@ServerTest
class EveryRequestIT {

    private final ApplicationContext context;
    private final JdbcClient database;
    private final AnonymousCounts counts;
    private final int port;
    private final String root;

    EveryRequestIT(
            @LocalServerPort int port,
            @Autowired ApplicationContext context,
            @Autowired JdbcClient database,
            @Autowired AnonymousCounts counts) {
        this.port = port;
        this.root = "http://localhost:" + port;
        this.context = context;
        this.database = database;
        this.counts = counts;
    }

    /** They say the same to everyone: who comes with a token is nobody in particular too. */
    private static final Set<String> LOOK_AT_NO_TOKEN =
            Set.of("/.well-known/oauth-authorization-server", "/oauth2/jwks", "/fhir/.well-known/smart-configuration");

    /** A method and a path, such as {@code GET /intake/messages}. */
    private record Door(String method, String path) {}

    @Test
    void whoeverIsKnownLeavesAnEventAtEachDoor() {
        List<Door> doors = new ArrayList<>();
        mapped().forEach(doors::add);
        operations().forEach(doors::add);
        // What no mapping tells of: filters, and what is nowhere.
        Stream.of(
                        "/fhir/metadata",
                        "/.well-known/smart-configuration",
                        "/.well-known/oauth-authorization-server",
                        "/oauth2/jwks",
                        "/oauth2/authorize",
                        "/ig/",
                        "/ig/nothing-here.html",
                        "/",
                        "/nothing-here",
                        "/fhir/../admin/clients",
                        "/fhir/Nothing/1",
                        "/fhir/Patient/x/y/z/w")
                .forEach(path -> doors.add(new Door("GET", path)));
        doors.add(new Door("POST", "/oauth2/token"));
        doors.add(new Door("POST", "/oauth2/revoke"));
        doors.add(new Door("PUT", "/fhir"));
        assertThat(doors).hasSizeGreaterThan(60);

        FhirClient admin = FhirClient.of(port, "operator");
        List<Door> without = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Door door : doors) {
            String id = "walk-" + UUID.randomUUID();
            ids.add(id);
            admin.send(
                    door.method,
                    root + door.path,
                    door.path.startsWith("/fhir") ? "application/fhir+json" : "application/json",
                    door.method.equals("GET") ? "" : "{}",
                    "X-Request-ID",
                    id);
        }
        DeskClient person = DeskClient.as(port, "admin");
        for (int i = 0; i < doors.size(); i++) {
            // The desk looks at no token, but at who is signed in.
            if (doors.get(i).path.startsWith("/desk")) {
                String id = "walk-" + UUID.randomUUID();
                ids.set(i, id);
                walk(person, doors.get(i), id);
                if (doors.get(i).path.equals("/desk/sign-out")) {
                    person = DeskClient.as(port, "admin");
                }
            }
        }
        for (int i = 0; i < doors.size(); i++) {
            if (events(ids.get(i)) == 0) {
                without.add(doors.get(i));
            }
        }

        assertThat(without)
                .as("doors at which nobody is seen, but for those that look at no token and are counted")
                .allMatch(door -> door.method.equals("GET") && LOOK_AT_NO_TOKEN.contains(door.path));
    }

    private static void walk(DeskClient person, Door door, String id) {
        if (door.method.equals("GET")) {
            person.get(door.path, "X-Request-ID", id);
        } else {
            person.post(door.path, Map.of("login", "demo-admin"), "X-Request-ID", id);
        }
    }

    private Stream<Door> mapped() {
        Set<Door> doors = new LinkedHashSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    String path = pattern.replaceAll("\\{[^}]*}", "walk").replace("**", "walk");
                    (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                            .forEach(method -> doors.add(new Door(method.name(), path)));
                }
            }
        }
        return doors.stream();
    }

    /** Of what each type can do, once. */
    private Stream<Door> operations() {
        RestfulServer server = context.getBean(RestfulServer.class);
        Set<String> seen = new LinkedHashSet<>();
        Set<Door> doors = new LinkedHashSet<>();
        Stream.concat(
                        server.getServerBindings().stream(),
                        server.getResourceBindings().stream().flatMap(binding -> binding.getMethodBindings().stream()))
                .forEach(binding -> {
                    String what = binding.getRestOperationType()
                            + (binding instanceof OperationMethodBinding operation
                                    ? operation.getName()
                                            + operation.isCanOperateAtInstanceLevel()
                                            + operation.isCanOperateAtTypeLevel()
                                    : "");
                    if (seen.add(what)) {
                        doors.addAll(doorsOf(binding));
                    }
                });
        return doors.stream();
    }

    private static List<Door> doorsOf(BaseMethodBinding binding) {
        String type = binding.getResourceName() == null ? "" : "/" + binding.getResourceName();
        if (binding instanceof OperationMethodBinding operation) {
            List<Door> doors = new ArrayList<>();
            if (operation.isCanOperateAtServerLevel() || operation.isCanOperateAtTypeLevel()) {
                doors.add(new Door("POST", "/fhir" + type + "/" + operation.getName()));
            }
            if (operation.isCanOperateAtInstanceLevel()) {
                doors.add(new Door("POST", "/fhir" + type + "/walk/" + operation.getName()));
                doors.add(new Door("GET", "/fhir" + type + "/walk/" + operation.getName()));
            }
            return doors;
        }
        RestOperationTypeEnum operation = binding.getRestOperationType();
        return switch (operation) {
            case METADATA -> List.of(new Door("GET", "/fhir/metadata"));
            case READ -> List.of(new Door("GET", "/fhir" + type + "/walk"));
            case VREAD -> List.of(new Door("GET", "/fhir" + type + "/walk/_history/1"));
            case HISTORY_INSTANCE -> List.of(new Door("GET", "/fhir" + type + "/walk/_history"));
            case HISTORY_TYPE, HISTORY_SYSTEM -> List.of(new Door("GET", "/fhir" + type + "/_history"));
            case SEARCH_TYPE, SEARCH_SYSTEM ->
                List.of(
                        new Door(RequestTypeEnum.GET.name(), "/fhir" + type + "?_count=1"),
                        new Door("POST", "/fhir" + type + "/_search"));
            case CREATE -> List.of(new Door("POST", "/fhir" + type));
            case UPDATE -> List.of(new Door("PUT", "/fhir" + type + "/walk"));
            case PATCH -> List.of(new Door("PATCH", "/fhir" + type + "/walk"));
            case DELETE -> List.of(new Door("DELETE", "/fhir" + type + "/walk"));
            case TRANSACTION -> List.of(new Door("POST", "/fhir"));
            default -> List.of(new Door("GET", "/fhir" + type));
        };
    }

    @Test
    void whoReadsWhatIsPublicIsCounted() {
        FhirClient anybody = FhirClient.withoutToken(port);
        long before = last();
        for (int i = 0; i < 20; i++) {
            assertThat(anybody.get("/ResearchStudy?_count=1&x-" + i + "=" + "y".repeat(3_000))
                            .status())
                    .isBetween(200, 400);
            assertThat(anybody.get("/metadata").status()).isEqualTo(200);
            assertThat(anybody.get("/ResearchStudy?_count=1").status()).isEqualTo(200);
            assertThat(anybody.get(root + "/registry").status()).isEqualTo(200);
            LOOK_AT_NO_TOKEN.forEach(path ->
                    assertThat(anybody.get(root + path).status()).as(path).isEqualTo(200));
        }
        counts.flush();
        Awaitility.await()
                .until(() -> !since(before, "search-type ResearchStudy").isEmpty());

        assertThat(since(before, "search-type ResearchStudy").get(0))
                .contains(" requests without a known client were answered with HTTP status 200 from ", "127.0.0.1 ");
        // One, or two where a minute ended in between.
        assertThat(since(before, "capabilities")).hasSizeBetween(1, 2);
        assertThat(since(before, "GET /registry")).isNotEmpty();
        assertThat(since(before, "GET /oauth2/")).isNotEmpty();
        assertThat(since(before, "GET /.well-known/")).isNotEmpty();
        assertThat(since(before, "y".repeat(600))).isEmpty();
    }

    @Test
    void whatTheWebServerCannotReadIsCounted() throws Exception {
        long before = last();
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /fhir/Patient?x=a b HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
        Awaitility.await().until(() -> {
            counts.flush();
            return !since(before, "a request that the web server cannot read").isEmpty();
        });
    }

    @Test
    void aSearchNamesWhoseResultsWereAnsweredHoweverItIsAsked() {
        FhirClient coordinator = FhirClient.at(port);
        String patient = "walk-" + UUID.randomUUID();
        assertThat(coordinator
                        .post(
                                "",
                                Labs.transaction(
                                        Labs.participant(patient),
                                        Labs.subject(patient, ResearchSubjectStatus.SCREENING)))
                        .status())
                .isEqualTo(200);
        for (String more : List.of("", "&_elements=status", "&_summary=data", "&_pretty=true", "&_format=xml")) {
            String id = "walk-" + UUID.randomUUID();
            assertThat(coordinator
                            .get("/ResearchSubject?_sort=-_lastUpdated&_count=1" + more, "X-Request-ID", id)
                            .status())
                    .isEqualTo(200);
            assertThat(texts(id)).singleElement().asString().contains("\"reference\":\"Patient/" + patient + "\"");
        }
    }

    private int events(String requestId) {
        return texts(requestId).size();
    }

    private List<String> texts(String requestId) {
        return database.sql("select event from audit.trail where position(? in event) > 0 order by seq")
                .param("{\"identifier\":{\"value\":\"" + requestId + "\"}}")
                .query(String.class)
                .list();
    }

    private long last() {
        return database.sql("select coalesce(max(seq), 0) from audit.trail")
                .query(Long.class)
                .single();
    }

    private List<String> since(long seq, String piece) {
        return database.sql("select event from audit.trail where seq > ? and position(? in event) > 0 order by seq")
                .params(seq, piece)
                .query(String.class)
                .list();
    }
}
