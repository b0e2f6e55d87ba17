package org.platelink.study.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Builder for an HTML page. All texts are escaped; see {@link #raw} for the exception. */
final class Page {

    private static final String NOT_STATED = "<span class=\"none\">not stated</span>";

    private static final String STYLE =
            """

            body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1em 2em 3em; max-width: 60em; color: #1d2733; }
            a { color: #0b62a4; } h1 { font-size: 1.5em; line-height: 1.25; margin: .6em 0 .3em; }
            h2 { font-size: 1.1em; margin: 1.6em 0 .4em; border-bottom: 1px solid #d5dde4; }
            dl { display: grid; grid-template-columns: 14em 1fr; gap: .3em 1em; } dt { color: #5b6875; } dd { margin: 0; }
            .none { color: #76838f; font-style: italic; } .status { background: #14405e; color: #fff; padding: .15em .6em; }
            .text { white-space: pre-line; } li { margin: .25em 0; }
            nav, footer { font-size: .9em; color: #5b6875; } nav a { margin-right: 1em; white-space: nowrap; display: inline-block; } footer { margin-top: 2.5em; }
            @media (max-width: 40em) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5em; } }
            """;

    /** The Content-Security-Policy: it allows this one style and the empty icon, and no scripts. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StringBuilder head = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    /** Appends HTML without escaping it. */
    Page raw(String html) {
        body.append(html);
        return this;
    }

    Page text(String text) {
        body.append(escaped(text));
        return this;
    }

    Page link(String to, String text) {
        return raw("<a href=\"").text(to).raw("\">").text(text).raw("</a>");
    }

    Page heading(String text) {
        return raw("<h1>").text(text).raw("</h1>\n");
    }

    /** An entry of a definition list; a missing value is shown as not stated. */
    Page fact(String name, @Nullable String value) {
        raw("<dt>").text(name).raw("</dt><dd>");
        return (value == null || value.isEmpty() ? raw(NOT_STATED) : text(value)).raw("</dd>\n");
    }

    /** A section with a heading; nothing if there is no text. */
    Page section(String heading, @Nullable String text) {
        if (text != null) {
            subheading(heading).raw("<p class=\"text\">").text(text).raw("</p>\n");
        }
        return this;
    }

    /** A numbered list with a heading; if it is empty, it is shown as not stated. */
    Page list(String heading, List<String> items) {
        subheading(heading);
        if (items.isEmpty()) {
            return raw("<p>").raw(NOT_STATED).raw("</p>\n");
        }
        raw("<ol class=\"text\">");
        items.forEach(item -> raw("<li>").text(item).raw("</li>"));
        return raw("</ol>\n");
    }

    Page subheading(String heading) {
        return raw("<h2>").text(heading).raw("</h2>\n");
    }

    /** Adds a {@code link} element to the head. */
    Page related(String attributes, String to) {
        head.append("<link ")
                .append(attributes)
                .append(" href=\"")
                .append(escaped(to))
                .append("\">\n");
        return this;
    }

    /**
     * Adds a JSON-LD data block, which no browser executes. Escaping {@code <} keeps its content from closing the
     * element.
     */
    Page jsonLd(String json) {
        head.append("<script type=\"application/ld+json\">")
                .append(json.replace("<", "\\u003c"))
                .append("</script>\n");
        return this;
    }

    /** The complete document. */
    String html(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><link rel="icon" href="data:,"><style>%s</style>
                %s</head>
                <body>
                %s
                </body></html>
                """
                .formatted(escaped(title), STYLE, head, body);
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
