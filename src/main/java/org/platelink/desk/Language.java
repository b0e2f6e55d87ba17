package org.platelink.desk;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.WebUtils;

/**
 * Chooses the language for a request: the one in the language cookie, or the first of the browser's languages that is
 * supported.
 */
final class Language {

    static final String COOKIE = "platelink_language";

    private Language() {}

    static Locale of(HttpServletRequest request) {
        Cookie chosen = WebUtils.getCookie(request, COOKIE);
        if (chosen != null) {
            return Locale.forLanguageTag(chosen.getValue());
        }
        List<Locale> wanted = Collections.list(request.getLocales());
        return wanted.stream()
                .filter(one -> Words.LANGUAGES.stream()
                        .anyMatch(known -> known.getLanguage().equals(one.getLanguage())))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
