package org.platelink.fuzz;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** Requests as nobody would write them, made from those that somebody would; the same seed makes the same. */
final class Requests {

    static final List<String> VALUES = List.of(
            "Patient/fuzz-1",
            "Patient/demo-001",
            "ResearchStudy/NCT06813157",
            "demo-001",
            "http://loinc.org|777-3",
            "|",
            "a|b|c",
            "lt30||10*9/L",
            "ge2026-03",
            "2026-02-30",
            "1e400",
            "-1",
            "0",
            "true",
            "urn:uuid:x",
            "http://a.example/Patient/1?x=y",
            "../../etc",
            "a,b\\,c",
            "a$b",
            "'; drop table x; --",
            "\u60a3\u8005",
            "\ud83d\ude00",
            "x".repeat(300),
            "",
            " ");

    private static final List<String> TYPES_BESIDE = List.of(
            "Practitioner",
            "Binary",
            "Bundle",
            "Parameters",
            "Subscription",
            "Task",
            "AuditEvent",
            "patient",
            "Nothing");

    private static final List<String> IDS = List.of(
            "fuzz-1",
            "fuzz-2",
            "demo-001",
            "NCT06813157",
            "none",
            "1",
            "a".repeat(65),
            "%00",
            "a%2Fb",
            "\u0020",
            "$x",
            "_history");

    private static final List<String> PARAMETERS = List.of(
            "_id",
            "_lastUpdated",
            "_count",
            "_sort",
            "_include",
            "_revinclude",
            "_summary",
            "_elements",
            "_format",
            "_pretty",
            "_total",
            "_has:Observation:subject:code",
            "_getpages",
            "_getpagesoffset",
            "_since",
            "_at",
            "_filter",
            "_type",
            "_typeFilter",
            "_profile",
            "_tag",
            "_security",
            "_narrative",
            "nonsense",
            "");

    private static final List<String> MODIFIERS = List.of(
            ":exact",
            ":contains",
            ":missing",
            ":not",
            ":text",
            ":in",
            ":of-type",
            ":identifier",
            ":Patient",
            ":foo",
            ".identifier",
            ":above",
            ":iterate");

    private static final List<String> OPERATIONS = List.of(
            "$validate",
            "$everything",
            "$lastn",
            "$export",
            "$sql-run",
            "$viewdefinition-run",
            "$sql-export",
            "$apply",
            "$schedule",
            "$visit-labs",
            "$visit-compliance",
            "$upcoming-visits",
            "$subject-list",
            "$disposition",
            "$register-subject",
            "$transition",
            "$transfer",
            "$open-query",
            "$answer-query",
            "$verify",
            "$sign-off",
            "$data-cut",
            "$acknowledge",
            "$evaluate-eligibility",
            "$response",
            "$response-summary",
            "$grade-suggestions",
            "$adverse-events",
            "$link",
            "$find-linked",
            "$linked-identifiers",
            "$trds-completeness",
            "$expand",
            "$validate-code",
            "$lookup",
            "$translate",
            "$meta",
            "$meta-add",
            "$diff",
            "$reindex",
            "$expunge",
            "$graphql",
            "$nothing");

    private static final List<String> DOORS = List.of(
            "/intake/hl7v2",
            "/intake/messages",
            "/intake/messages/none",
            "/intake/messages/none/$retry",
            "/intake/work-items",
            "/export/none",
            "/export/00000000-0000-0000-0000-000000000000/x.ndjson",
            "/registry",
            "/registry/NCT06813157",
            "/registry/NCT06813157/ictrp.xml",
            "/ig/",
            "/ig/none",
            "/ig/package.tgz",
            "/admin/clients",
            "/admin/clients/fuzz-none/keys",
            "/admin/erasures",
            "/admin/erasures/1",
            "/admin/audit-verification",
            "/admin/runs",
            "/admin/runs/1",
            "/oauth2/token",
            "/oauth2/jwks",
            "/.well-known/oauth-authorization-server",
            "/actuator/health",
            "/actuator/prometheus",
            "/error",
            "/");

    private static final Map<String, List<String>> HEADERS = new TreeMap<>(Map.of(
            "Accept",
            List.of(
                    "application/fhir+json",
                    "application/fhir+xml",
                    "text/turtle",
                    "application/fhir+ndjson",
                    "text/csv",
                    "*/*;q=x",
                    "nonsense",
                    ";;,"),
            "Prefer",
            List.of(
                    "return=minimal",
                    "return=OperationOutcome",
                    "return=",
                    "handling=lenient",
                    "respond-async",
                    "=;\"",
                    "return=\""),
            "If-Match",
            List.of("W/\"1\"", "*", "\"\"", "W/\"x\"", "nonsense", "W/\"99999999999999999999\""),
            "If-None-Match",
            List.of("W/\"1\"", "*", "\"", "nonsense,"),
            "If-Modified-Since",
            List.of("Thu, 01 Jan 2026 00:00:00 GMT", "nonsense", ""),
            "If-None-Exist",
            List.of(
                    "identifier=https://hospital.example/lab|fuzz",
                    "nonsense",
                    "?",
                    "_id=%zz",
                    "identifier=a|b&identifier=c|d"),
            "Content-Encoding",
            List.of("gzip", "br", "x"),
            "Accept-Encoding",
            List.of("gzip", "identity"),
            "X-Request-ID",
            List.of("fuzz", "<x>", "y".repeat(200)),
            "Origin",
            List.of("https://other.example", "null", "x")));

    private static final Map<String, List<String>> MORE_HEADERS = new TreeMap<>(Map.of(
            "Cache-Control", List.of("no-cache", "no-store, max-results=3", "max-results=x"),
            "Content-Location", List.of("Patient/other", "x"),
            "X-Forwarded-For", List.of("1.2.3.4", "x"),
            "Forwarded", List.of("for=1.2.3.4", "for=\""),
            "X-HTTP-Method-Override", List.of("DELETE"),
            "Access-Control-Request-Method", List.of("GET", "x"),
            "X-Rewrite-History", List.of("true"),
            "Range", List.of("bytes=0-3", "x"),
            "Content-Language", List.of("de")));

    private static final List<String> CONTENT_TYPES = List.of(
            "application/fhir+json",
            "application/fhir+json",
            "application/json",
            "application/fhir+xml",
            "application/json-patch+json",
            "application/xml-patch+xml",
            "application/x-www-form-urlencoded",
            "application/hl7-v2",
            "application/fhir+json;charset=x",
            "application/fhir+json; charset=utf-16",
            "text/turtle",
            "text/plain",
            "multipart/form-data",
            "nonsense");

    private final Random random;
    private final Bodies bodies;
    private final Map<String, List<String>> searched = new TreeMap<>();

    /**
     * @param statement says which types there are and what they are searched by
     */
    Requests(long seed, String statement) {
        this.random = new Random(seed);
        this.bodies = new Bodies(random);
        FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(CapabilityStatement.class, statement)
                .getRestFirstRep()
                .getResource()
                .forEach(type -> searched.put(
                        type.getType(),
                        type.getSearchParam().stream()
                                .map(one -> one.getName())
                                .sorted()
                                .toList()));
    }

    /** A request, but for who sends it. */
    record Request(String method, String address, List<String> headers, byte[] body) {

        @Override
        public String toString() {
            String sent = new String(body, StandardCharsets.UTF_8);
            return method + " " + address + " " + headers
                    + (sent.length() > 1500 ? sent.substring(0, 1500) + "…" : sent);
        }
    }

    Request next() {
        boolean isFhir = random.nextInt(6) > 0;
        String method = any(List.of(
                "GET", "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "PATCH", "HEAD", "DELETE", "OPTIONS",
                "FOO"));
        String type = random.nextInt(6) == 0 ? any(TYPES_BESIDE) : any(List.copyOf(searched.keySet()));
        List<String> headers = headers();
        byte[] body = new byte[0];
        String path;
        if (isFhir) {
            Step step = step(method, type);
            path = "/fhir" + step.path;
            if (List.of("POST", "PUT", "PATCH").contains(method)) {
                String contentType = random.nextInt(3) > 0
                        ? "application/fhir+" + (random.nextInt(4) == 0 ? "xml" : "json")
                        : any(CONTENT_TYPES);
                headers.add("Content-Type");
                headers.add(step.isSearch && random.nextInt(4) > 0 ? "application/x-www-form-urlencoded" : contentType);
                body = method.equals("PATCH") && random.nextInt(4) > 0
                        ? bodies.patch()
                        : step.isOperation
                                ? bodies.parameters()
                                : step.isSearch
                                        ? query(type).getBytes(StandardCharsets.UTF_8)
                                        : bodies.resource(contentType.contains("xml"));
            }
        } else {
            path = any(DOORS);
            if (List.of("POST", "PUT", "PATCH").contains(method)) {
                headers.add("Content-Type");
                headers.add(path.endsWith("hl7v2") ? "application/hl7-v2" : any(CONTENT_TYPES));
                body = path.endsWith("hl7v2") && random.nextInt(4) > 0 ? bodies.message() : bodies.resource(false);
            }
        }
        return new Request(method, path + (random.nextInt(3) > 0 ? "" : "?" + query(type)), headers, body);
    }

    private record Step(String path, boolean isOperation, boolean isSearch) {}

    private Step step(String method, String type) {
        String id = any(IDS);
        return switch (random.nextInt(12)) {
            case 0 -> new Step("", false, false);
            case 1 -> new Step("/" + any(OPERATIONS), true, false);
            case 2 -> new Step("/" + type + "/" + any(OPERATIONS), true, false);
            case 3 -> new Step("/" + type + "/" + id + "/" + any(OPERATIONS), true, false);
            case 4 -> new Step("/" + type + "/" + id + "/_history", false, false);
            case 5 ->
                new Step(
                        "/" + type + "/" + id + "/_history/" + any(List.of("1", "2", "x", "-1", "99999999999")),
                        false,
                        false);
            case 6 ->
                new Step(
                        "/" + type + any(List.of("/_search", "/_history", "//x", "/" + id + "/Observation")),
                        false,
                        method.equals("POST"));
            case 7 ->
                new Step(
                        any(List.of("/metadata", "/_history", "/.well-known/smart-configuration", "/_search")),
                        false,
                        false);
            case 8, 9 -> new Step("/" + type + "/" + id, false, false);
            default -> new Step("/" + type + (method.equals("GET") ? "?" + query(type) : ""), false, false);
        };
    }

    private String query(String type) {
        List<String> all = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            List<String> names = random.nextInt(3) == 0 ? PARAMETERS : searched.getOrDefault(type, PARAMETERS);
            String name = names.isEmpty() ? "x" : any(names);
            String value =
                    switch (name) {
                        case "_format" ->
                            any(List.of("json", "xml", "ttl", "html", "ndjson", "csv", "foo", "application/fhir+json"));
                        case "_summary" -> any(List.of("true", "text", "data", "count", "false", "foo"));
                        case "_include", "_revinclude" ->
                            any(List.of("Observation:subject", "*", "x:y:z", "Patient:organization", ":"));
                        case "_sort" -> any(List.of("_id", "-date", "foo", "--", "-_lastUpdated,code"));
                        default -> any(VALUES);
                    };
            all.add(name + (random.nextInt(4) == 0 ? any(MODIFIERS) : "") + "=" + written(value));
        }
        return String.join(any(List.of("&", "&", "&", "&&")), all);
    }

    /** As curl sends it, escaped, or with an escape that is none. */
    private String written(String value) {
        return switch (random.nextInt(10)) {
            case 0 ->
                URLEncoder.encode(value, StandardCharsets.UTF_8) + any(List.of("%zz", "%", "%00", "%c3%28", "%ff"));
            case 1, 2, 3 ->
                value.replaceAll("[^\\x21-\\x7e]", "_").replace("#", "_").replace("&", "_");
            default -> URLEncoder.encode(value, StandardCharsets.UTF_8);
        };
    }

    private List<String> headers() {
        List<String> all = new ArrayList<>();
        Map<String, List<String>> of = random.nextInt(4) == 0 ? MORE_HEADERS : HEADERS;
        for (String name : of.keySet()) {
            if (random.nextInt(8) == 0) {
                all.add(name);
                all.add(any(of.get(name)));
            }
        }
        return all;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
