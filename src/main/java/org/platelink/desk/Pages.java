package org.platelink.desk;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.platelink.security.user.User;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/** Renders pages: builds their layout and produces their HTML. */
public final class Pages {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final TemplateEngine templates;
    private final Studies studies;

    Pages(TemplateEngine templates, Studies studies) {
        this.templates = templates;
        this.studies = studies;
    }

    /** The texts in the language of the request. */
    public static Words words(HttpServletRequest request) {
        return Words.in(Language.of(request));
    }

    /**
     * Builds the layout for a page of a study.
     *
     * @param title in the page's language
     * @param here its key in the navigation, such as {@code nav.subjects}
     * @param study the id of the ResearchStudy; null for the first one
     * @throws UnknownPage if there is no such study
     */
    public Page page(HttpServletRequest request, String title, String here, @Nullable String study) {
        Page.Study chosen = study == null
                ? studies.all().stream().findFirst().orElse(null)
                : studies.find(study).orElseThrow(UnknownPage::new);
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        User user = CurrentUser.find(request).orElse(null);
        return new Page(
                title,
                words(request),
                user,
                Navigation.of(user, chosen),
                here,
                chosen,
                studies.all(),
                request.getRequestURI(),
                token == null
                        ? new Page.Csrf("", "", "")
                        : new Page.Csrf(token.getParameterName(), token.getHeaderName(), token.getToken()));
    }

    /**
     * Renders a page as a response that no cache stores.
     *
     * @param template such as {@code desk/home/home.jte}
     * @param model its one parameter
     */
    public ResponseEntity<byte[]> html(String template, Object model) {
        return html(HttpStatusCode.valueOf(200), template, model);
    }

    /** Renders a page as a response with the given status. */
    public ResponseEntity<byte[]> html(HttpStatusCode status, String template, Object model) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Vary", "Accept, Accept-Language, Cookie, HX-Request")
                .body(bytes(template, model));
    }

    /** Renders a page to bytes. */
    public byte[] bytes(String template, Object model) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(template, model, output);
        return output.toByteArray();
    }

    /**
     * Allows the page's form to be redirected to another origin, since browsers apply {@code form-action} to
     * redirects too.
     */
    public static void letFormsLeadTo(String uri, HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                DeskSecurity.POLICY.replace("form-action 'self'", "form-action 'self' " + source(URI.create(uri))));
    }

    /**
     * A CSP source for a URI: its origin; just its scheme if it is not HTTP, or for an IPv6 address, which a policy
     * cannot express.
     */
    private static String source(URI uri) {
        boolean named = uri.getHost() != null && !uri.getHost().startsWith("[");
        return named && uri.getScheme().startsWith("http")
                ? uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                : uri.getScheme() + ":";
    }

    /** Whether htmx requests only a fragment of a page that is shown already. */
    public static boolean isPart(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request"))
                && request.getHeader("HX-Boosted") == null;
    }
}
