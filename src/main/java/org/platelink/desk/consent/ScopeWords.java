package org.platelink.desk.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.desk.Words;

/** Describes SMART scopes in words. */
final class ScopeWords {

    private static final Pattern RIGHTS = Pattern.compile("user/([^.]+)\\.([a-z]+)(?:\\?(.*))?");

    private ScopeWords() {}

    static List<String> lines(List<String> scopes, Words words) {
        List<String> lines = new ArrayList<>();
        for (String scope : scopes) {
            Matcher rights = RIGHTS.matcher(scope);
            if (rights.matches()) {
                lines.add(line(rights, words));
            }
        }
        if (scopes.contains("openid")) {
            lines.add(words.of("consent.openid"));
        }
        if (scopes.contains("offline_access")) {
            lines.add(words.of("consent.offline"));
        } else if (scopes.contains("online_access")) {
            lines.add(words.of("consent.online"));
        }
        return lines;
    }

    private static String line(Matcher rights, Words words) {
        String letters = rights.group(2);
        boolean reads = letters.contains("r") || letters.contains("s");
        boolean writes = letters.contains("c") || letters.contains("u") || letters.contains("d");
        String what = "*".equals(rights.group(1)) ? words.of("consent.everything") : rights.group(1);
        String only = rights.group(3) == null ? what : words.of("consent.only", what, rights.group(3));
        return words.of(reads && writes ? "consent.both" : writes ? "consent.write" : "consent.read", only);
    }
}
