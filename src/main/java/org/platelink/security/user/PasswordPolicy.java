package org.platelink.security.user;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Password policy: a password must be long, and not be a common one, nor contain the person's own name, nor follow a
 * guessable pattern such as a word with a date behind it. There are no rules on character classes.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP 800-63B-4, 3.1.1.2</a>
 */
final class PasswordPolicy {

    static final int SHORTEST = 12;

    /** BCrypt reads only 72 bytes; a longer password is refused, so that no part of it is silently ignored. */
    static final int MOST_BYTES = 72;

    /** Minimum zxcvbn score, from 0 to 4; 3 means more than 10^8 guesses. */
    private static final int LEAST_SCORE = 3;

    private static final Pattern PARTS = Pattern.compile("[^\\p{L}]+");

    private final Zxcvbn strength = new Zxcvbn();

    /** Why a password is refused. */
    enum Fault {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON
    }

    /** The faults of a password; empty if it is accepted. */
    List<Fault> faults(User user, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return List.of(Fault.TOO_SHORT);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return List.of(Fault.TOO_LONG);
        }
        Strength measured = strength.measure(password, own(user));
        return measured.getScore() < LEAST_SCORE ? List.of(Fault.TOO_COMMON) : List.of();
    }

    /**
     * Words that somebody who knows the person would try: login and name, whole and in parts, and the server's name.
     */
    private static List<String> own(User user) {
        return Stream.concat(
                        Stream.of(user.login(), user.name(), "platelink"),
                        Stream.of(user.login(), user.name()).flatMap(PARTS::splitAsStream))
                .filter(part -> part.length() > 1)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
