package org.platelink.operator.erasure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of one resource version, such as {@code Observation/1/_history/2}. */
record VersionName(String type, String id, long version) {

    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.-]{1,64})/_history/([1-9][0-9]{0,8})");

    static Optional<VersionName> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new VersionName(form.group(1), form.group(2), Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    String resource() {
        return type + "/" + id;
    }

    @Override
    public String toString() {
        return resource() + "/_history/" + version;
    }
}
