package org.platelink.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: cookies, pages and forms, and nothing else. */
public final class DeskClient {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String root;
    private final String language;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private DeskClient(int port, String language) {
        this.root = "http://localhost:" + port;
        this.language = language;
    }

    /** One of nobody who is signed in. */
    public static DeskClient at(int port) {
        return new DeskClient(port, "en-GB");
    }

    /** One whose pages are in a language. */
    public static DeskClient in(int port, String language) {
        return new DeskClient(port, language);
    }

    /** One of somebody who tries a role, such as {@code coordinator}. */
    public static DeskClient as(int port, String role) {
        return at(port).tryAs(role);
    }

    public DeskClient tryAs(String role) {
        HttpResponse<String> answer = post("/desk/try", Map.of("login", "demo-" + role));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("not signed in: " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    /** A page, without following where it leads. */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A form of the desk, with what a page of it would send along. */
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        Matcher token = FORM_TOKEN.matcher(get("/desk/nothing").body());
        if (!token.find()) {
            token = FORM_TOKEN.matcher(get("/desk/sign-in").body());
            if (!token.find()) {
                throw new IllegalStateException("no form");
            }
        }
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token.group(1));
        return postBare(path, all, headers);
    }

    /** A form as somebody else's page would send it. */
    public HttpResponse<String> postBare(String path, Map<String, String> fields, String... headers) {
        return postForm(
                path,
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")),
                headers);
    }

    /** A form as it goes over the wire. */
    public HttpResponse<String> postForm(String path, String form, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** The data of the first event of a name in a stream of them; what came after it is not read. */
    public String firstEvent(String path, String name) {
        try {
            HttpResponse<java.util.stream.Stream<String>> answer = http.send(
                    request(path).setHeader("Accept", "text/event-stream").build(), BodyHandlers.ofLines());
            try (java.util.stream.Stream<String> lines = answer.body()) {
                java.util.Iterator<String> each = lines.iterator();
                while (each.hasNext()) {
                    if (each.next().equals("event:" + name)) {
                        return each.next().replaceFirst("^data:", "");
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the stream ended without " + name);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", language);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
